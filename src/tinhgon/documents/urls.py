"""Addresses of this app."""

from django.urls import URLPattern, path

from tinhgon.documents.views import (
    approving,
    document,
    files,
    incoming,
    outgoing,
    registering,
    registers,
    relating,
    rights,
    search,
    suspects,
)
from tinhgon.documents.views import recipients as addressing
from tinhgon.documents.views import routes as ways

app_name = "documents"
OUTGOING: list[URLPattern] = [
    path("di/", outgoing.outgoing, name="outgoing"),
    path("trinh-ky/", outgoing.approvals, name="approvals"),
    path("noi-nhan/chon/", addressing.pick_body, name="pick_body"),
    path("noi-nhan/nguoi/", addressing.pick_post, name="pick_post"),
    path("noi-nhan/nhom/", addressing.recipient_groups, name="recipient_groups"),
    path("noi-nhan/nhom/<int:group_id>/xoa/", addressing.drop_group, name="drop_group"),
    path("tuyen-trinh/", ways.approval_routes, name="approval_routes"),
    path("tuyen-trinh/sua/", ways.set_route, name="set_route"),
    path("tuyen-trinh/bo/", ways.drop_route, name="drop_route"),
    path("tuyen-trinh/vi-tri/", ways.pick_route_post, name="pick_route_post"),
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
    path("<uuid:public_id>/them-buoc/", approving.add_step, name="add_step"),
    path("<uuid:public_id>/phieu-luu.pdf", approving.kept_record, name="kept_record"),
    path("<uuid:public_id>/rut-lai/", outgoing.pull_back, name="pull_back"),
    path("<uuid:public_id>/bo/", outgoing.abandon, name="abandon"),
    path("<uuid:public_id>/ky/", outgoing.sign, name="sign"),
    path("<uuid:public_id>/cap-so/", outgoing.number, name="number"),
    path("<uuid:public_id>/noi-nhan/", addressing.recipients, name="recipients"),
    path("<uuid:public_id>/phat-hanh/", outgoing.issue, name="issue"),
    path("<uuid:public_id>/thu-hoi/", outgoing.withdraw, name="withdraw"),
    path("<uuid:public_id>/thay-the/", outgoing.replace, name="replace"),
]
RELATIONS: list[URLPattern] = [
    path("<uuid:public_id>/lien-he/", relating.relate, name="relate"),
    path("<uuid:public_id>/lien-he/<int:relation_id>/bo/", relating.withdraw_relation, name="withdraw_relation"),
    path("lien-he/chon/", relating.pick_paper, name="pick_paper"),
]
REGISTERS: list[URLPattern] = [
    path("so/", registers.books, name="books"),
    path("so/<int:book_id>/", registers.book, name="book"),
    path("so/<int:book_id>/giu-cho/", registers.reserve, name="reserve_number"),
    path("so/<int:book_id>/he-thong-doc-lap/", registers.mark_elsewhere, name="mark_elsewhere"),
    path("so/<int:book_id>/chen-so/", registers.insert, name="insert_number"),
    path("so/bo-so/<int:entry_id>/", registers.void, name="void_number"),
    path("so/khoa/<int:period_id>/", registers.close, name="close_period"),
    path("so/<int:period_id>/<slug:kind>/dang-ky/", registers.register, name="register"),
    path("so/<int:period_id>/<slug:kind>/dang-ky.<slug:extension>", registers.register_file, name="register_file"),
]
INCOMING: list[URLPattern] = [
    path("den/", incoming.incoming, name="incoming"),
    path("den/xuat.xlsx", incoming.export, name="export_incoming"),
    path("den/trinh/", incoming.present, name="present"),
    path("den/bo-loc/", incoming.save_view, name="save_view"),
    path("den/bo-loc/<int:view_id>/xoa/", incoming.delete_view, name="delete_view"),
    path("den/tiep-nhan/", registering.register, name="register_incoming"),
    path("den/tiep-nhan/tep/", registering.upload, name="upload"),
    path("den/tiep-nhan/<uuid:upload_id>/", registering.register, name="register_upload"),
    path("den/tiep-nhan/<uuid:upload_id>/bo/", registering.discard, name="discard_upload"),
    path("den/tiep-nhan/<uuid:upload_id>/mat/", registering.declare_secret, name="declare_secret"),
    path("den/tiep-nhan/<uuid:upload_id>/trang/", files.upload_pages, name="upload_pages"),
    path("den/tiep-nhan/<uuid:upload_id>/trang/<int:page>.png", files.upload_picture, name="upload_picture"),
    path("den/giu-kin/", suspects.suspects, name="suspects"),
    path("den/giu-kin/<uuid:upload_id>/de-nghi/", suspects.claim, name="claim_not_secret"),
    path("den/giu-kin/<uuid:upload_id>/xac-nhan/", suspects.release, name="release_suspect"),
    path("den/giu-kin/<uuid:upload_id>/xoa/", suspects.wipe, name="wipe_suspect"),
    path("tim/", search.search, name="search"),
    path("<uuid:public_id>/xem-nhanh/", incoming.preview, name="preview"),
    path("<uuid:public_id>/vao-so/", incoming.register_arrived, name="register_arrived"),
    path("<uuid:public_id>/tra-ben-gui/", incoming.refuse, name="refuse"),
    path("<uuid:public_id>/sua/", incoming.correct, name="correct"),
    path("<uuid:public_id>/ket-thuc/", incoming.close, name="close"),
    path("<uuid:public_id>/mo-lai/", incoming.reopen, name="reopen"),
    path("<uuid:public_id>/tep/<int:version_id>/", files.file, name="file"),
    path("<uuid:public_id>/tep/<int:version_id>/trang/<int:page>.png", files.picture, name="picture"),
]
RIGHTS: list[URLPattern] = [
    path("quyen/", rights.rights, name="rights"),
    path("quyen/them/", rights.add_right, name="add_right"),
    path("quyen/<int:rule_id>/thoi/", rights.end_right, name="end_right"),
    path("quyen/de-nghi/", rights.rights_changes, name="rights_changes"),
    path("quyen/de-nghi/<int:change_id>/duyet/", rights.approve_right, name="approve_right"),
    path("quyen/de-nghi/<int:change_id>/khong-duyet/", rights.refuse_right, name="refuse_right"),
    path("quyen/de-nghi/<int:change_id>/rut/", rights.withdraw_right, name="withdraw_right"),
    path("quyen/vi-sao/", rights.explain_right, name="explain_right"),
    path("quyen/chon/", rights.pick_principal, name="pick_principal"),
    path("quyen/nguoi/", rights.pick_reader, name="pick_reader"),
]
urlpatterns: list[URLPattern] = [*INCOMING, *OUTGOING, *RELATIONS, *REGISTERS, *RIGHTS]
