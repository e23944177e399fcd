"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.documents.views import document, outgoing

app_name = "documents"
OUTGOING: list[URLPattern] = [
    path("di/", outgoing.outgoing, name="outgoing"),
    path("trinh-ky/", outgoing.approvals, name="approvals"),
    path("soan/", outgoing.draft, name="draft"),
    path("<uuid:reply_to>/tra-loi/", outgoing.draft, name="reply"),
    path("<uuid:public_id>/", document.document, name="document"),
    path("<uuid:public_id>/gop-y/", document.comment, name="comment"),
    path("<uuid:public_id>/so-sanh/<int:old>/<int:new>/", document.compare, name="compare"),
    path("<uuid:public_id>/phien-ban/", outgoing.add_version, name="add_version"),
    path("<uuid:public_id>/kiem-tra/<int:version_id>/", outgoing.record_check, name="record_check"),
    path("<uuid:public_id>/trinh/", outgoing.submit, name="submit"),
    path("<uuid:public_id>/duyet/", outgoing.approve, name="approve"),
    path("<uuid:public_id>/tra-lai/", outgoing.send_back, name="send_back"),
    path("<uuid:public_id>/rut-lai/", outgoing.pull_back, name="pull_back"),
    path("<uuid:public_id>/bo/", outgoing.abandon, name="abandon"),
    path("<uuid:public_id>/ky/", outgoing.sign, name="sign"),
    path("<uuid:public_id>/cap-so/", outgoing.number, name="number"),
    path("<uuid:public_id>/noi-nhan/", outgoing.recipients, name="recipients"),
    path("<uuid:public_id>/phat-hanh/", outgoing.issue, name="issue"),
    path("<uuid:public_id>/thu-hoi/", outgoing.withdraw, name="withdraw"),
    path("<uuid:public_id>/thay-the/", outgoing.replace, name="replace"),
]
urlpatterns: list[URLPattern] = [*OUTGOING]
