"""Words of the desk: what may be put off, and the verbs of its acts in history."""

# The kinds of things an item of the queue is about, as the address writes them.
OBJECTS = {"van-ban": "document", "nhiem-vu": "task"}
AUDIT_VERBS = {
    "desk.snooze": "tạm gác việc",
    "desk.wake": "đưa lại việc đã tạm gác",
    "desk.set_patience": "đặt thời gian chờ trước khi nhắc dự thảo",
}
