"""User input about one's own account."""

from django import forms

from tinhgon.core.accounts.choices import SCOPES

LIFETIMES = [("30", "30 ngày"), ("90", "90 ngày"), ("365", "1 năm")]


class TokenForm(forms.Form):
    name = forms.CharField(max_length=100, label="Dùng cho việc gì")
    scopes = forms.MultipleChoiceField(choices=SCOPES, label="Được làm")
    days = forms.ChoiceField(choices=LIFETIMES, initial="90", label="Có hiệu lực trong")
