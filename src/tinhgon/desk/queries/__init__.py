"""What needs a person now, over all posts held: decisions, work, the clerical desk."""

from tinhgon.desk.queries.clerical import Clerical, clerical
from tinhgon.desk.queries.decisions import Decision, Decisions, decisions, nav_counts
from tinhgon.desk.queries.work import Work, work

__all__ = ["Clerical", "Decision", "Decisions", "Work", "clerical", "decisions", "nav_counts", "work"]
