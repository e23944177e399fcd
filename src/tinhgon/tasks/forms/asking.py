"""What people type to ask what a direction or a task means, and to answer."""

from tinhgon.tasks.forms.work import TaskForm, area


class QuestionForm(TaskForm):
    text = area("Điều cần làm rõ", 3, error_messages={"required": "Ghi rõ điều cần làm rõ."})


class QuestionAnswerForm(TaskForm):
    text = area("Trả lời", 3, error_messages={"required": "Ghi câu trả lời."})
