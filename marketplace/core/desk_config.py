from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The administration, on a site of our own."""

    default = True
    default_site = "marketplace.core.desk.site.DeskSite"
