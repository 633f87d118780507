from rest_framework import serializers

from marketplace.notifications.models import Notice


class NoticeRow(serializers.ModelSerializer[Notice]):
    """Something you were told, in the language of the answer."""

    title = serializers.CharField(read_only=True)
    body = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True, help_text="The page on the site that it is about.")

    class Meta:
        model = Notice
        fields = ["id", "verb", "title", "body", "url", "created_at", "read_at"]
