"""The lines of docs/howto/api.md are run as they stand, against a running office."""

import os
import re
import subprocess
from pathlib import Path

from django.utils import timezone

from tinhgon.core.accounts import actions as accounts
from tinhgon.core.accounts.models import User
from tinhgon.documents.tests import files

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "api.md"
SEATS = {"CLERK": "vanthu.tinhuy", "LEADER": "lanhdao.tinhuy", "DRAFTER": "chuyenvien.tinhuy"}


def test_the_lines_of_the_howto_run(server, committed, tmp_path):
    tokens = {}
    for name, username in SEATS.items():
        user, post = User.objects.get(username=username), committed.post(username).principal_id
        _, tokens[name] = accounts.issue_token(user, post, "thử", ["read", "write"], timezone.now())
    (tmp_path / "den.pdf").write_bytes(files.pdf(3))
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", HOWTO.read_text(), re.S))
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "TG": server, **tokens},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    assert (tmp_path / "so-den.xlsx").read_bytes().startswith(b"PK")
    assert '"title": "Văn thư"' in run.stdout
    assert files.paper(3).code in run.stdout
    assert '"submitted"' in run.stdout
    assert '"status": 401' in run.stdout
    assert run.stdout.rstrip().endswith("404")
