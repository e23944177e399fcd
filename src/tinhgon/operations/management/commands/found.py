"""`tinhgon found`: the first agency and its first administrator in an empty installation. Asks for what was not given;
refuses where there is an agency already."""

import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from officekit import vntext
from tinhgon.core.verdict import Refused
from tinhgon.operations import actions
from tinhgon.organisation.choices import RULE_SETS, Bloc, Level

QUESTIONS = {
    "name": "Tên cơ quan (UBND tỉnh Bình Sơn)",
    "short_name": "Tên gọi tắt (UBND tỉnh)",
    "key": "Mã ngắn, chữ thường không dấu, đứng sau dấu chấm của tên đăng nhập (ubnd)",
    "bloc": f"Khối: {', '.join(f'{value} = {label}' for value, label in Bloc.choices)}",
    "level": f"Cấp: {', '.join(f'{value} = {label}' for value, label in Level.choices)}",
    "person": "Họ và tên người quản trị đầu tiên",
}
CHOICES = {"bloc": Bloc.values, "level": Level.values}
KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,29}")


class Command(BaseCommand):
    help = "The first agency and its first administrator, in an empty installation."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question, choices=CHOICES.get(name))
        parser.add_argument("--email", default="", help="Thư điện tử công vụ của người quản trị")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] or self._ask(name, question) for name, question in QUESTIONS.items()}
        given = {name: " ".join(vntext.nfc(value).split()) for name, value in given.items()}
        for name, values in CHOICES.items():
            if given[name] not in values:
                raise CommandError(f"--{name}: {', '.join(values)}")
        if not KEY.fullmatch(given["key"]):
            raise CommandError("--key: chữ thường không dấu, chữ số, gạch nối; từ 2 đến 30 ký tự")
        rule_set = next(iter(RULE_SETS)) if given["bloc"] != Bloc.PARTY else "hd05"
        founder = actions.Founder(**given, rule_set=rule_set, email=options["email"])
        try:
            slip = actions.found(founder, timezone.localdate(), timezone.now())
        except (Refused, actions.NotEmptyError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{given['name']}: {slip.full_name}, {slip.post}\n"
            f"  tên đăng nhập:     {slip.username}\n"
            f"  mật khẩu lần đầu:  {slip.password}   (chỉ hiện lần này; phải đổi khi đăng nhập)\n"
            "Việc tiếp theo, trên trang Tổ chức: nhập đơn vị, vị trí, người; lập tài khoản và phát phiếu mật khẩu;\n"
            "lập chủ thể ban hành, mở sổ; mục Tuyến trình: xem lại tuyến gợi ý rồi lưu."
        )

    def _ask(self, name: str, question: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"--{name.replace('_', '-')} is needed: {question}")
        answer = ""
        while not answer.strip() or answer.strip() not in CHOICES.get(name, [answer.strip()]):
            answer = input(f"{question}: ")
        return answer.strip()
