"""A select draws its options as Django's own widget does: values, groups, the chosen one, and nothing unescaped."""

from html.parser import HTMLParser

from django import forms

CHOICES = [("", "—"), ("<g>", [("1", "<b>"), ("2", "é & à")]), (1_000, "1 000")]


class Options(HTMLParser):
    """(group, value, is selected, text) of each option."""

    def __init__(self):
        super().__init__()
        self.found, self.group = [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "optgroup":
            self.group = given["label"]
        if tag == "option":
            self.found.append([self.group, given["value"], "selected" in given, ""])

    def handle_endtag(self, tag):
        if tag == "optgroup":
            self.group = ""

    def handle_data(self, text):
        if self.found and text.strip():
            self.found[-1][3] += text.strip()


def drawn(**options):
    class Asked(forms.Form):
        one = forms.ChoiceField(choices=CHOICES, required=False, **options)

    parser = Options()
    parser.feed(str(Asked()["one"]))
    return parser.found


def test_options_have_their_group_value_and_words():
    assert drawn(initial="2") == [
        ["", "", False, "—"],
        ["<g>", "1", False, "<b>"],
        ["<g>", "2", True, "é & à"],
        ["", "1000", False, "1 000"],
    ]


def test_an_option_may_be_disabled():
    class Picky(forms.Select):
        def create_option(self, name, value, *rest, **more):
            made = super().create_option(name, value, *rest, **more)
            return made | {"attrs": made["attrs"] | {"disabled": value == "1", "data-at": "<1>"}}

    class Asked(forms.Form):
        one = forms.ChoiceField(choices=CHOICES, widget=Picky)

    text = str(Asked()["one"])
    assert '<option value="1" data-at="&lt;1&gt;" disabled>&lt;b&gt;</option>' in text
    assert text.count(" disabled") == 1
