"""The description of the API (OpenAPI 3.1): what django-ninja reads from the types, with what every operation has in
common: scopes, problems, the key of a retried request, the kinds of files that are answered."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "Lỗi theo RFC 9457; `detail` là câu tiếng Việt nói phải làm gì tiếp.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Mã của lý do, ví dụ `duplicate`, `wrong_state`, `secret`."},
        "field": {"type": "string", "description": "Trường cần sửa."},
        "errors": {
            "type": "array",
            "description": "Từng trường không đọc được.",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("field", "in", "type", "detail")},
            },
        },
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "Văn bản có thể đã vào sổ: số 1204, 125/BC-UBND. So lại trước khi lưu.",
            "instance": "/api/v1/documents",
            "code": "duplicate",
        }
    ],
}
ANSWERS = {
    "400": "Không đọc được nội dung gửi lên",
    "401": "Thiếu mã truy cập, mã hết hạn hoặc đã thu hồi",
    "403": "Mã truy cập thiếu phạm vi, hoặc vị trí không có quyền; `detail` nói lý do",
    "404": "Không có, hoặc người gọi không được xem",
    "409": "Không hợp với tình trạng hiện tại, hoặc trùng",
    "413": "Nội dung gửi lên quá lớn",
    "415": "Kiểu nội dung không đúng",
    "422": "Giá trị không hợp lệ; `field`, `errors` chỉ chỗ cần sửa",
    "429": "Quá nhiều yêu cầu; xem tiêu đề Retry-After",
    "503": "Cơ sở dữ liệu tạm thời không trả lời; xem tiêu đề Retry-After",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Khóa do phía gọi đặt. Gửi lại cùng khóa là cùng một việc: làm một lần, trả lời như lần đầu.",
    "schema": {"type": "string", "maxLength": 64},
    "example": "2026-01-05-vanthu-0007",
}
TAGS = {
    "account": "Tài khoản của chính mình: vị trí, tùy chọn, mã truy cập, phiên đăng nhập.",
    "desk": "Bàn làm việc: những gì đang chờ mình.",
    "notices": "Thông báo.",
    "documents": "Văn bản đến và đi: tìm, mở, vào sổ, soạn, trình, ký, cấp số, phát hành.",
    "registers": "Sổ văn bản, số và sổ đăng ký theo Nghị định 30/2020/NĐ-CP.",
    "rights": "Quyền xem văn bản: bảng quyền, đề nghị và duyệt, vì sao một người xem được.",
    "tasks": "Bút phê và nhiệm vụ.",
    "organisation": "Tổ chức bộ máy theo thời gian.",
}
ABOUT = """Văn phòng số của hệ thống chính trị. Mọi việc làm được trên màn hình đều làm được ở đây, theo cùng quy tắc.

- Gọi bằng `Authorization: Bearer <mã truy cập>`; mã tạo ở trang Tài khoản, làm việc với tư cách một vị trí, có phạm vi
  `read`, `write`. Việc của hàng đợi (`GET /home/queue`) có `post`; gửi lại ở tiêu đề `Acting-Post` để chắc chắn làm
  đúng vị trí đó: phiên trình duyệt làm ở vị trí ấy, mã truy cập của vị trí khác thì bị từ chối, không ghi gì.
- Danh sách trả `{"results", "next"}`; gửi lại `next` ở `cursor` để lấy trang sau.
- Lỗi theo RFC 9457 (`application/problem+json`). Thứ người gọi không được xem trả 404 như thứ không có.
- Thời điểm theo ISO 8601 có múi giờ; hạn xử lý nhận cả chữ như trên màn hình (`5 ngày`, `trong ngày`, `17h 25/6`)."""


class Description(OpenAPISchema):
    """django-ninja's description; a form keeps the example of its shape beside the file."""

    def request_body(self, operation: Operation) -> dict[str, Any]:
        body: dict[str, Any] = super().request_body(operation)
        shapes = [
            field.annotation
            for model in operation.models
            if model.__ninja_param_source__ == "form"
            for field in model.model_fields.values()
        ]
        for shape in shapes:
            about = getattr(shape, "model_config", {}).get("json_schema_extra", {})
            for media in body["content"].values():
                media["schema"] |= about
        return body


class Api(NinjaAPI):
    """django-ninja's API with the description above."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = Description(self, where.get("path_prefix") or self.get_root_path(where.get("path_params") or {}))
        schema["components"]["schemas"] = dict(sorted(schema["components"]["schemas"].items())) | {"Problem": PROBLEM}
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        schema["components"]["responses"] = {
            code: {"description": words, "content": content} for code, words in ANSWERS.items()
        }
        used = set()
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                _complete(path, method, operation)
                used.update(operation.get("tags", []))
        schema["tags"] = [{"name": name, "description": words} for name, words in TAGS.items() if name in used]
        schema["servers"] = [{"url": "/"}]
        return schema


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    is_read = method in ("get", "head")
    operation["security"] = [{name: ["read" if is_read else "write"] for name in row} for row in operation["security"]]
    codes = ["401", "403", "422", "429", "503"]
    codes += ["404"] if "{" in path else []
    codes += [] if is_read else ["404", "409"]
    codes += ["400", "413", "415"] if "requestBody" in operation else []
    known = {str(code) for code in operation["responses"]}
    for code in sorted(set(codes) - known):
        operation["responses"][code] = {"$ref": f"#/components/responses/{code}"}
    if method == "post":
        operation["parameters"] = [*operation["parameters"], KEY]
