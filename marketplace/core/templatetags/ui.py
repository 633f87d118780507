"""The components of the site, as template tags. Each has a template and a stylesheet of its own name.

Tags with a body end in `end…`; every text argument may be `_("translated")`. docs/front-of-house.md lists them all.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_micro, heroicon_mini, heroicon_outline

register = template.Library()

#: The size of an icon decides its drawing.
DRAWN = {16: heroicon_micro, 20: heroicon_mini, 24: heroicon_outline, 32: heroicon_outline}


def piece(component: str, /, **context: Any) -> SafeString:
    """Render one component's template."""
    return mark_safe(get_template(f"components/{component}.html").render(context))


def with_body(name: str, *required: str, **defaults: Any) -> Callable[..., SafeString]:
    """Declare a tag `{% name … %}body{% endname %}`: positional and keyword arguments become template variables."""

    @register.simple_block_tag(name=name)
    def tag(content: str, *given: Any, **options: Any) -> SafeString:
        return piece(name, content=content, **_arguments(name, required, defaults, given, options))

    return tag


def without_body(name: str, *required: str, **defaults: Any) -> Callable[..., SafeString]:
    """Declare a tag `{% name … %}` the same way."""

    @register.simple_tag(name=name)
    def tag(*given: Any, **options: Any) -> SafeString:
        return piece(name, **_arguments(name, required, defaults, given, options))

    return tag


def _arguments(
    name: str, required: tuple[str, ...], defaults: dict[str, Any], given: tuple[Any, ...], options: dict[str, Any]
) -> dict[str, Any]:
    order = [*required, *defaults]
    if len(given) > len(order):
        raise template.TemplateSyntaxError(f"{{% {name} %}} takes at most {len(order)} positional arguments")
    values = defaults | dict(zip(order, given, strict=False)) | options
    unknown, absent = set(values) - set(order), set(required) - set(values)
    if unknown or absent:
        wrong = f"does not know {sorted(unknown)}" if unknown else f"needs {sorted(absent)}"
        raise template.TemplateSyntaxError(f"{{% {name} %}} {wrong}; it takes {order}")
    return values


# Structure
with_body("page_header", "title", lead="", kicker="", image=None, id="")
with_body("crumbs")
without_body("crumb", "label", href="")
with_body("section", title="", lead="", id="", more_href="", more_label="")
with_body("card", title="", href="", tone="", id="", kicker="")
with_body("actions", align="start")
with_body("tabs", label="")
without_body("tab", "label", "href", current=False, count=None)
with_body("table", "caption", show_caption=False, tone="")
with_body("facts", tone="")
with_body("fact", "label", help="")
with_body("steps", label="")
without_body("step", "label", state="todo", href="", hint="")
with_body("disclosure", "summary", open=False, tone="")
with_body("stats")
without_body("stat", "label", "value", hint="", trend="", href="")

# Forms
with_body("fieldset", "legend", help="")
with_body("confirm", "title", message="", label="", tone="danger")
with_body("dialog", "id", "title")
without_body("copy", "text", label="")

# Telling
with_body("alert", tone="info", title="")
with_body("empty", "title", icon="sparkles")
with_body("badge", tone="neutral", icon="", title="")
with_body("tag", href="", tone="")
without_body("skeleton", lines=3, shape="text")
without_body("avatar", "name", image="", size="m")

# Answers
without_body("verdict", "outcome", size="m", label="")
without_body("criterion", "result", informational=False)
without_body("score", "value", size="m")
without_body("job_progress", "job", href="", label="", done_href="", done_label="")
without_body("meter", "percent", "label", items=(), ready=False)
without_body("load_more", "href", target="", label="")


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> str:
    """A Heroicon; decorative unless it has a label."""
    return _drawn(name, size, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, size: int, label: str) -> str:
    """The package writes an icon from its tree anew each time, and a list of matches shows fifty of some ten."""
    attrs: dict[str, Any] = {"class": "icon"}
    attrs |= {"role": "img", "aria-label": label, "aria-hidden": "false"} if label else {"aria-hidden": "true"}
    return DRAWN[size](name, size=size, **attrs)


@register.simple_tag
def button(label: str, href: str = "", kind: str = "secondary", icon: str = "", size: str = "m", **options: Any) -> str:
    """A button, or a link that looks like one when it has an `href`. Other options are attributes: hx_get → hx-get."""
    attrs = {name.rstrip("_").replace("_", "-"): value for name, value in options.items() if value not in (None, False)}
    type_ = attrs.pop("type", "submit")
    return piece("button", label=label, href=href, kind=kind, icon=icon, size=size, type=type_, attrs=attrs)


@register.simple_tag
def field(bound: BoundField, prefix: str = "", suffix: str = "", label: str = "", chips: bool = False) -> str:
    """One form field with its label, help and errors; `prefix`/`suffix` stand inside the box; `chips` for choices."""
    texts = {"label": label or bound.label, "mark": mark_of(bound)}
    return piece("field", field=bound, prefix=prefix, suffix=suffix, chips=chips, **texts)


@register.simple_tag
def options(groups: Iterable[tuple[str | None, Iterable[dict[str, Any]], int]]) -> str:
    """The options of a select, as its widget groups them: one without a group is a group without a name. In a template
    the 250 countries of a filter took a third of all the time of a page."""
    return mark_safe("\n".join(_drawn_group(name, offered) for name, offered, _at in groups))


def _drawn_group(name: str | None, offered: Iterable[dict[str, Any]]) -> str:
    lines = "\n".join(
        f'<option value="{conditional_escape(str(one["value"]))}"{flatatt(one["attrs"]) if one["attrs"] else ""}>'
        f"{conditional_escape(one['label'])}</option>"
        for one in offered
    )
    return f'<optgroup label="{conditional_escape(name)}">\n{lines}\n</optgroup>' if name else lines


def mark_of(bound: BoundField) -> str:
    """The word beside a label; a form names in `needed_to_publish` what may wait, but not for ever, and in `marks` its
    own words."""
    if bound.field.required:
        return ""
    if own := getattr(bound.form, "marks", {}).get(bound.name):
        return str(own)
    if bound.name in getattr(bound.form, "needed_to_publish", ()):
        return _("needed to publish")
    # Of radio buttons one is always chosen.
    return "" if bound.widget_type == "radioselect" and bound.value() is not None else _("optional")
