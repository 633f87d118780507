"""Visitors get one stylesheet and one script, joined in layer order."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from marketplace.core import staticfiles

CSS = Path(finders.find("css/entente.css"))
OTHERS = [
    "admin",
    "drf_spectacular_sidecar",
    "rest_framework",
    "import_export",
    "django_htmx",
    "unfold/js",
    "unfold/css",
]
LAYERS = ["reset", "tokens", "base", "layout", "components", "pages", "utilities"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("collected")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "marketplace.core.staticfiles.JoinedStaticFilesStorage"},
    }
    # Not the large files of other packages: they take a minute to compress and are none of ours.
    options = {"interactive": False, "verbosity": 0, "ignore_patterns": OTHERS}
    with override_settings(STATIC_ROOT=str(root), STORAGES=storages):
        call_command("collectstatic", **options)
        call_command("collectstatic", **options)
    return root


def hashed(root, name):
    stem, suffix = name.rsplit(".", 1)
    found = list(root.glob(f"{stem}.*.{suffix}"))
    assert len(found) == 1
    return found[0].read_text()


def test_the_entry_names_every_stylesheet_once_and_in_layer_order():
    imports = staticfiles.CSS_IMPORT.findall(CSS.read_text())
    named = [path for path, _ in imports]
    written = {str(path.relative_to(CSS.parent)) for path in CSS.parent.rglob("*.css")} - {"entente.css"}
    assert sorted(named) == sorted(written)
    order = [LAYERS.index(layer) for _, layer in imports]
    assert order == sorted(order)


def test_every_component_stylesheet_is_named_like_a_template_or_says_what_it_dresses():
    templates = {path.stem for path in (Path(__file__).resolve().parents[2] / "templates").rglob("*.html")}
    alone = {"choices", "sliders", "picker", "rows"}  # native inputs and custom elements
    names = {path.stem for path in (CSS.parent / "components").glob("*.css")}
    assert {name for name in names - alone if name not in templates} == set()


def test_collectstatic_joins_the_stylesheets_in_order(collected):
    text = hashed(collected, "css/entente.css")
    assert "@import" not in text
    layers = re.findall(r"^@layer ([\w-]+) \{", text, re.MULTILINE)
    assert [name for index, name in enumerate(layers) if name not in layers[:index]] == LAYERS
    assert text.index(".button {") < text.index(".guide {") < text.index(".muted {")


def test_addresses_in_a_joined_stylesheet_still_lead_to_their_files(collected):
    text = hashed(collected, "css/entente.css")
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', text)
    assert len(fonts) == 3
    assert all((collected / "css" / font).exists() for font in fonts)


def test_collectstatic_joins_the_scripts(collected):
    text = hashed(collected, "js/entente.js")
    assert not re.search(r"^import ", text, re.MULTILINE)
    elements = sorted(path.name for path in (CSS.parents[1] / "js" / "elements").glob("*.js"))
    entry = (CSS.parents[1] / "js" / "entente.js").read_text()
    assert re.findall(r"elements/([\w-]+\.js)", entry) == elements
    assert text.count("customElements.define(") == 6


def test_an_address_moves_with_its_file():
    files = {"css/a.css": '@import url("deep/b.css") layer(base);\n', "css/deep/b.css": 'p { src: url("../x.png"); }\n'}
    assert staticfiles.joined_css("css/a.css", files.__getitem__) == '@layer base {\np { src: url("x.png"); }\n}\n'
