"""Curating the words. A column changed here is no longer overwritten by the data files."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin

from marketplace.taxonomy.actions.curate import curate, release
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform, Sector
from marketplace.taxonomy.words import fold


class WordAdmin(ModelAdmin):
    """Words are retired, never deleted: profiles and campaigns point at them."""

    actions = ("restore",)
    readonly_fields: tuple[str, ...] = ("code", "curated")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A new word goes into the data files, where every installation gets it.
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        curate(word=obj, columns=form.changed_data)

    @admin.action(description=_("Give back to the data files"))
    def restore(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """The next load_taxonomy overwrites these rows again."""
        for word in queryset:
            release(word=word)
        count = len(queryset)
        text = ngettext("%(count)d word given back.", "%(count)d words given back.", count) % {"count": count}
        messages.success(request, text)


class BranchAdmin(WordAdmin):
    readonly_fields = ("code", "parent", "path", "curated")
    list_per_page = 50

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found, distinct = super().get_search_results(request, queryset, search_term)
        if search_term and queryset.model is Niche:
            found |= queryset.filter(search_text__contains=fold(search_term))
        return found, distinct


@admin.register(Niche)
class NicheAdmin(BranchAdmin):
    list_display = ("code", "label_en", "label_fr", "parent", "is_common", "is_sensitive", "is_retired")
    list_filter = ("is_common", "is_sensitive", "is_retired", "depth")
    list_select_related = ("parent",)
    search_fields = ("label_en", "label_fr", "code")
    fields = (
        *("code", "parent", "label_en", "label_fr", "synonyms", "hashtags"),
        *("is_common", "is_sensitive", "is_retired", "path", "curated"),
    )


@admin.register(Sector)
class SectorAdmin(BranchAdmin):
    list_display = ("code", "label_en", "label_fr", "parent", "is_sensitive", "is_retired")
    list_filter = ("is_sensitive", "is_retired", "depth")
    list_select_related = ("parent",)
    search_fields = ("label_en", "label_fr", "code")
    fields = ("code", "parent", "label_en", "label_fr", "is_sensitive", "is_retired", "path", "curated")


@admin.register(DeliverableKind, ContentStyle)
class KindAdmin(WordAdmin):
    list_display = ("code", "label_en", "label_fr", "position", "is_retired")
    search_fields = ("label_en", "label_fr", "code")


@admin.register(Platform)
class PlatformAdmin(ModelAdmin):
    """Platforms come with their rules from the data files; here they are read."""

    list_display = ("code", "name", "url_pattern", "position", "is_retired")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
