"""What people of the invented offices write: directions, reports, reasons. Whole sentences that fit any office work."""

DIRECTIONS = (
    "Giao {lead} chủ trì tham mưu, báo cáo trước {due}.",
    "Chuyển {lead} nghiên cứu, đề xuất; trình trước {due}.",
    "{lead} thực hiện, báo cáo kết quả trước {due}.",
    "Giao {lead} rà soát, tổng hợp chung; xong trước {due}.",
)
PROPOSALS = (
    "Đề xuất giao {lead} chủ trì tham mưu, thời hạn {due}.",
    "Kính trình đồng chí: nội dung thuộc nhiệm vụ của {lead}; đề xuất giao chủ trì, xong trước {due}.",
)
FORWARDS = (
    "Giao Văn phòng tham mưu, phân công đơn vị thực hiện trước {due}.",
    "Chánh Văn phòng chỉ đạo xử lý, báo cáo kết quả trước {due}.",
)
FILINGS = ("Lưu theo dõi.", "Đã xem, lưu Văn phòng để theo dõi.")
PARTS = ("Tổng hợp số liệu của các đơn vị", "Dự thảo báo cáo và phụ lục", "Rà soát quy định và tiến độ thực hiện")
PRODUCTS = ("Văn bản trả lời", "Báo cáo kèm phụ lục số liệu", "Tờ trình và dự thảo văn bản")
AUTHORITIES = ("Theo quy chế làm việc", "Được mời các đơn vị liên quan họp", "Ký thừa lệnh văn bản đôn đốc")
# By how far the work is: (up to this share, sentences).
REPORTS = (
    (30, ("Đã nghiên cứu văn bản, lập đề cương và gửi các đơn vị cung cấp số liệu.",
          "Đã phân công người thực hiện, thống nhất đề cương báo cáo.")),
    (60, ("Đã nhận số liệu của phần lớn đơn vị, đang đối chiếu; còn hai đơn vị gửi chậm.",
          "Đã có dự thảo lần đầu, đang lấy ý kiến trong đơn vị.")),
    (99, ("Đã hoàn thiện dự thảo sau góp ý, đang rà soát phụ lục trước khi trình.",
          "Đã tổng hợp đủ số liệu, đang hoàn chỉnh văn bản để trình lãnh đạo.")),
)  # fmt: skip
DONE = ("Đã hoàn thành, gửi kèm sản phẩm để công nhận.", "Hoàn thành đủ nội dung được giao; kính trình xem xét.")
EXTENSIONS = (
    "Hai đơn vị gửi số liệu chậm, cần thêm thời gian đối chiếu.",
    "Phải lấy thêm ý kiến cơ quan phối hợp trước khi trình.",
)
GRANTS = ("Đồng ý, không gia hạn thêm.", "Đồng ý.")
REFUSALS = ("Giữ nguyên hạn; trình phần đã có, bổ sung sau.", "Việc gấp, tập trung hoàn thành đúng hạn.")
REDOS = ("Bổ sung phụ lục số liệu theo từng đơn vị.", "Làm rõ nguyên nhân và kiến nghị.")
RETURNS = ("Nội dung không thuộc chức năng của đơn vị, đề nghị chọn đơn vị khác chủ trì.",)
URGES = ("Đề nghị tập trung hoàn thành đúng hạn.", "Còn ít ngày, báo cáo ngay vướng mắc nếu có.")
OPINIONS = (
    "@{name} lưu ý dùng số liệu đến hết tháng trước.",
    "@{name} phối hợp Văn phòng thống nhất số liệu trước khi trình.",
    "@{name} nêu rõ trách nhiệm từng đơn vị trong phần kiến nghị.",
)
COMMENTS = ("Rà soát lại căn cứ pháp lý ở phần mở đầu.", "Nên gộp hai nhiệm vụ trùng nhau ở mục II.")
SENT_BACK = (
    "Bổ sung căn cứ và nêu rõ thời hạn cho từng đơn vị rồi trình lại.",
    "Trích yếu chưa khái quát nội dung; sửa và trình lại.",
)
AGREED = ("", "Đồng ý.", "Nhất trí nội dung.", "Đúng thể thức.")
