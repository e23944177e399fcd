"""The API's root: every app adds its router here; problems are told as RFC 9457 problem details."""

from ninja import NinjaAPI

api = NinjaAPI(title="TinhGọn", version="1", urls_namespace="api")
