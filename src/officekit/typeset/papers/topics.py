"""What invented papers are about: fields of work, each with topics, things handled and facts worth finding.

Nothing here names a real person, a real commune or a real case.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work: its name, its code in the symbol of a công văn, topics and objects of sentences."""

    name: str
    code: str
    topics: tuple[str, ...]
    things: tuple[str, ...]
    facts: tuple[str, ...]


def _field(name: str, code: str, topics: str, things: str, facts: str) -> Field:
    def split(text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text.strip().splitlines())

    return Field(name, code, split(topics), split(things), split(facts))


FIELDS: Final[tuple[Field, ...]] = (
    _field(
        "tổ chức bộ máy",
        "NC",
        """sắp xếp tổ chức bộ máy các phòng chuyên môn cấp xã
        bàn giao hồ sơ, tài liệu của cơ quan kết thúc hoạt động
        bố trí trụ sở làm việc sau sắp xếp đơn vị hành chính
        tinh giản biên chế và cơ cấu lại đội ngũ cán bộ, công chức
        xây dựng đề án vị trí việc làm
        kiện toàn chức danh lãnh đạo, quản lý các đơn vị sự nghiệp công lập
        giải quyết chế độ, chính sách đối với cán bộ nghỉ việc do sắp xếp bộ máy""",
        """phương án sắp xếp các đơn vị sự nghiệp
        danh sách cán bộ, công chức dôi dư
        biên bản bàn giao con dấu và sổ đăng ký văn bản
        chỉ tiêu biên chế được giao
        bản mô tả công việc và khung năng lực
        hồ sơ giải quyết chế độ thôi việc""",
        """Đến nay có {n} phòng, ban đã hoàn thành việc sắp xếp, giảm {m} đầu mối so với trước
        Tổng số biên chế được giao là {n} người, hiện có mặt {m} người
        Có {m} trường hợp đủ điều kiện hưởng chính sách theo Nghị định số 178/2024/NĐ-CP""",
    ),
    _field(
        "chuyển đổi số",
        "KGVX",
        """chuyển đổi số trong hoạt động của cơ quan hành chính
        ký số và gửi, nhận văn bản điện tử trên trục liên thông
        cung cấp dịch vụ công trực tuyến toàn trình
        bảo đảm an toàn thông tin mạng cho hệ thống quản lý văn bản
        số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực
        phổ cập kỹ năng số cho người dân qua tổ công nghệ số cộng đồng
        kết nối, chia sẻ dữ liệu dân cư phục vụ quản lý nhà nước""",
        """chữ ký số chuyên dùng công vụ của lãnh đạo
        hồ sơ đề xuất cấp độ an toàn hệ thống thông tin
        tài khoản định danh điện tử của tổ chức
        kho dữ liệu dùng chung của tỉnh
        quy trình xử lý hồ sơ trên môi trường điện tử
        hạ tầng mạng truyền số liệu chuyên dùng cấp xã""",
        """Tỷ lệ hồ sơ trực tuyến toàn trình đạt {n}%, tăng {m}% so với cùng kỳ
        Tỷ lệ văn bản đi được ký số đạt {n}%, còn {m} đơn vị chưa thực hiện
        Đã thành lập {n} tổ công nghệ số cộng đồng với {m} thành viên nòng cốt""",
    ),
    _field(
        "y tế",
        "VX",
        """phòng, chống dịch sốt xuất huyết trong mùa mưa
        nâng cao chất lượng khám, chữa bệnh tại trạm y tế
        lập hồ sơ sức khỏe điện tử cho người dân
        bảo đảm thuốc, vật tư y tế cho các cơ sở khám bệnh
        tiêm chủng mở rộng cho trẻ em dưới năm tuổi
        bảo đảm an toàn thực phẩm trong dịp lễ, tết
        thực hiện bảo hiểm y tế toàn dân""",
        """kế hoạch đấu thầu thuốc tập trung
        danh sách trẻ em trong độ tuổi tiêm chủng
        cơ số thuốc dự phòng tại tuyến cơ sở
        điểm nguy cơ và ổ lăng quăng tại khu dân cư
        thẻ bảo hiểm y tế của hộ cận nghèo
        bác sĩ luân phiên về trạm y tế xã""",
        """Toàn tỉnh ghi nhận {n} ca mắc, không có tử vong, giảm {m}% so với cùng kỳ
        Tỷ lệ bao phủ bảo hiểm y tế đạt {n}% dân số, còn {m} xã chưa đạt chỉ tiêu
        Đoàn liên ngành đã kiểm tra {n} cơ sở, xử lý {m} cơ sở vi phạm""",
    ),
    _field(
        "giáo dục và đào tạo",
        "VX",
        """chuẩn bị các điều kiện cho năm học mới
        tuyển sinh vào lớp 10 trung học phổ thông
        phòng, chống đuối nước cho học sinh trong dịp hè
        sắp xếp mạng lưới trường, lớp học vùng khó khăn
        dạy học hai buổi một ngày ở bậc tiểu học
        miễn học phí và hỗ trợ sách giáo khoa cho học sinh
        phổ cập giáo dục mầm non cho trẻ em năm tuổi""",
        """phương án điều chuyển giáo viên giữa các trường
        cơ sở vật chất phòng học, nhà công vụ
        danh mục thiết bị dạy học tối thiểu
        bữa ăn bán trú của học sinh
        phần mềm quản lý trường học
        hồ sơ học sinh chuyển trường do sắp xếp địa bàn""",
        """Toàn ngành có {n} trường, trong đó {m} trường đạt chuẩn quốc gia
        Năm học này cần bổ sung {n} giáo viên, ưu tiên {m} trường vùng khó khăn
        Tỷ lệ học sinh hoàn thành chương trình đạt {n}%, có {m} em được khen thưởng""",
    ),
    _field(
        "đất đai và môi trường",
        "NNMT",
        """lập kế hoạch sử dụng đất cấp xã
        cấp giấy chứng nhận quyền sử dụng đất lần đầu
        bồi thường, hỗ trợ, tái định cư dự án đường liên xã
        xây dựng cơ sở dữ liệu đất đai
        thu gom, xử lý rác thải sinh hoạt nông thôn
        xử lý vi phạm trong khai thác cát, sỏi lòng sông
        phòng, chống cháy rừng trong mùa khô""",
        """bản đồ địa chính và hồ sơ thửa đất
        bảng giá đất áp dụng trên địa bàn
        quỹ đất tái định cư
        điểm tập kết rác thải tạm thời
        giấy phép khai thác khoáng sản đã hết hạn
        diện tích rừng sản xuất giao cho hộ gia đình""",
        """Đã cấp {n} giấy chứng nhận, còn {m} hồ sơ quá hạn phải xin lỗi công dân
        Có {n} hộ đồng thuận bàn giao mặt bằng, còn {m} hộ tiếp tục vận động
        Khối lượng rác thu gom đạt {n} tấn mỗi ngày, {m} xã đã phân loại tại nguồn""",
    ),
    _field(
        "ngân sách và đầu tư công",
        "TH",
        """giải ngân vốn đầu tư công
        quyết toán ngân sách địa phương
        tiết kiệm chi thường xuyên để bổ sung nguồn an sinh
        quản lý, sắp xếp tài sản công sau tổ chức lại bộ máy
        điều chỉnh kế hoạch đầu tư công trung hạn
        chống thất thu ngân sách trong kinh doanh hộ cá thể
        phân bổ kinh phí chương trình mục tiêu quốc gia""",
        """dự toán thu, chi ngân sách được giao
        danh mục dự án chậm tiến độ
        hồ sơ thanh toán khối lượng hoàn thành
        nhà, đất dôi dư của cơ quan cũ
        nguồn tăng thu và tiết kiệm chi
        báo cáo quyết toán của đơn vị dự toán cấp I""",
        """Giá trị giải ngân đạt {n} tỷ đồng, bằng {m}% kế hoạch vốn được giao
        Thu ngân sách ước đạt {n} tỷ đồng, tăng {m}% so với cùng kỳ năm trước
        Còn {m} dự án chưa quyết toán với tổng vốn {n} tỷ đồng""",
    ),
    _field(
        "dân vận",
        "DV",
        """công tác dân vận của hệ thống chính trị
        xây dựng mô hình dân vận khéo
        thực hiện dân chủ ở cơ sở
        đối thoại trực tiếp của người đứng đầu với Nhân dân
        vận động đồng bào hiến đất làm đường giao thông
        nắm tình hình Nhân dân tại địa bàn sau sáp nhập""",
        """ý kiến, kiến nghị của Nhân dân qua đối thoại
        mô hình dân vận khéo tiêu biểu
        người có uy tín trong đồng bào dân tộc thiểu số
        tổ dân vận ở thôn, tổ dân phố
        quy chế thực hiện dân chủ ở cơ quan
        kết quả giám sát, phản biện xã hội""",
        """Đã tổ chức {n} cuộc đối thoại, tiếp nhận {m} ý kiến của Nhân dân
        Toàn Đảng bộ có {n} mô hình dân vận khéo, trong đó {m} mô hình được nhân rộng
        Nhân dân đã hiến {n} nghìn mét vuông đất, đóng góp {m} nghìn ngày công""",
    ),
    _field(
        "kiểm tra, giám sát",
        "KT",
        """chương trình kiểm tra, giám sát của cấp ủy
        giải quyết tố cáo đối với đảng viên
        kê khai và kiểm soát tài sản, thu nhập
        phòng, chống tham nhũng, lãng phí, tiêu cực
        tiếp công dân và giải quyết khiếu nại, tố cáo
        thực hiện kết luận sau thanh tra""",
        """báo cáo tự kiểm tra của tổ chức đảng
        hồ sơ kê khai tài sản, thu nhập
        đơn thư tồn đọng, kéo dài
        kết luận kiểm tra đối với tổ chức đảng cấp dưới
        quy trình xử lý đơn của công dân
        trách nhiệm người đứng đầu khi để xảy ra vi phạm""",
        """Đã kiểm tra {n} tổ chức đảng, qua đó nhắc nhở {m} tập thể
        Tiếp nhận {n} đơn, đủ điều kiện giải quyết {m} đơn
        Tiến hành {n} cuộc thanh tra, kiến nghị thu hồi {m} tỷ đồng""",
    ),
    _field(
        "an sinh xã hội",
        "VX",
        """xóa nhà tạm, nhà dột nát cho hộ nghèo
        rà soát hộ nghèo, hộ cận nghèo
        chi trả trợ cấp xã hội qua tài khoản
        chăm lo đời sống người có công với cách mạng
        hỗ trợ người lao động mất việc làm
        bảo vệ, chăm sóc trẻ em có hoàn cảnh đặc biệt
        giải quyết việc làm và đào tạo nghề cho lao động nông thôn""",
        """danh sách hộ nghèo đề nghị hỗ trợ nhà ở
        quà tặng gia đình chính sách
        nguồn vận động của Quỹ vì người nghèo
        hồ sơ hưởng trợ cấp bảo trợ xã hội
        lớp đào tạo nghề ngắn hạn
        phiên giao dịch việc làm lưu động""",
        """Đã khởi công {n} căn nhà, bàn giao {m} căn cho hộ nghèo
        Tỷ lệ hộ nghèo còn {m}%, có {n} hộ thoát nghèo bền vững
        Chi trả qua tài khoản cho {n} đối tượng, còn {m} trường hợp nhận tiền mặt""",
    ),
    _field(
        "xây dựng Đảng",
        "TC",
        """sinh hoạt chuyên đề của chi bộ
        kết nạp đảng viên mới trong học sinh, người lao động
        quy hoạch cấp ủy và các chức danh lãnh đạo, quản lý
        học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh
        đánh giá, xếp loại tổ chức đảng và đảng viên
        chuyển sinh hoạt đảng sau sắp xếp đơn vị hành chính
        sổ tay đảng viên điện tử""",
        """nghị quyết chuyên đề của chi bộ
        hồ sơ đảng viên và danh sách chuyển sinh hoạt
        quy hoạch nhiệm kỳ tiếp theo
        kế hoạch bồi dưỡng nhận thức về Đảng
        tiêu chí đánh giá bằng sản phẩm cụ thể
        nội dung sinh hoạt chi bộ trên sổ tay điện tử""",
        """Kết nạp {n} đảng viên mới, đạt {m}% chỉ tiêu năm
        Có {n} chi bộ hoàn thành xuất sắc nhiệm vụ, {m} chi bộ hoàn thành nhiệm vụ
        Đã chuyển sinh hoạt cho {n} đảng viên thuộc {m} chi bộ""",
    ),
    _field(
        "văn thư, lưu trữ",
        "VP",
        """chỉnh lý tài liệu tồn đọng
        nộp lưu hồ sơ, tài liệu vào lưu trữ lịch sử
        lập hồ sơ công việc điện tử
        chấn chỉnh thể thức và kỹ thuật trình bày văn bản
        quản lý con dấu và thiết bị lưu khóa bí mật
        thực hiện chế độ thông tin, báo cáo""",
        """danh mục hồ sơ cơ quan
        tài liệu giấy của cấp huyện trước khi bàn giao
        sổ đăng ký văn bản đi, văn bản đến
        kho lưu trữ và giá, hộp bảo quản
        văn bản trình ký chậm thời hạn
        mã định danh của cơ quan, đơn vị""",
        """Đã chỉnh lý {n} mét giá tài liệu, còn {m} mét giá chưa xử lý
        Trong kỳ phát hành {n} văn bản, trả lại {m} dự thảo do sai thể thức
        Có {n} hồ sơ điện tử được lập đúng quy định, {m} hồ sơ nộp chậm""",
    ),
    _field(
        "nông nghiệp và nông thôn mới",
        "NNMT",
        """xây dựng nông thôn mới nâng cao
        phòng, chống thiên tai và tìm kiếm cứu nạn
        phòng, chống dịch tả lợn châu Phi
        phát triển sản phẩm OCOP gắn với du lịch
        tái canh cây cà phê, cây ăn quả
        cấp nước sạch sinh hoạt nông thôn""",
        """hồ chứa nước xung yếu trước mùa mưa bão
        phương án di dời dân vùng sạt lở
        đàn vật nuôi phải tiêu hủy
        hồ sơ đánh giá, phân hạng sản phẩm
        mã số vùng trồng phục vụ xuất khẩu
        công trình cấp nước tập trung""",
        """Đã có {n} xã đạt chuẩn nông thôn mới, {m} xã đạt chuẩn nâng cao
        Toàn tỉnh có {n} sản phẩm OCOP, trong đó {m} sản phẩm bốn sao
        Thiệt hại do mưa lũ ước {n} tỷ đồng, {m} hộ phải di dời khẩn cấp""",
    ),
    _field(
        "quốc phòng, an ninh",
        "NC",
        """tuyển chọn và gọi công dân nhập ngũ
        bảo đảm trật tự, an toàn giao thông
        phòng cháy, chữa cháy tại khu dân cư
        phòng, chống ma túy trong thanh thiếu niên
        xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc
        diễn tập phòng thủ dân sự""",
        """danh sách công dân đủ điều kiện khám tuyển
        điểm đen về tai nạn giao thông
        tổ liên gia an toàn phòng cháy, chữa cháy
        người nghiện đang được quản lý tại cộng đồng
        lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở
        phương tiện chữa cháy tại chỗ""",
        """Xảy ra {n} vụ tai nạn giao thông, giảm {m} vụ so với cùng kỳ
        Đã ra mắt {n} tổ liên gia, lắp đặt {m} điểm chữa cháy công cộng
        Giao {n} công dân nhập ngũ, đạt 100% chỉ tiêu, có {m} đảng viên""",
    ),
    _field(
        "văn hóa, du lịch",
        "VX",
        """tổ chức lễ kỷ niệm ngày thành lập tỉnh
        bảo tồn di sản văn hóa các dân tộc thiểu số
        phát triển du lịch sinh thái cộng đồng
        quản lý lễ hội và hoạt động biểu diễn nghệ thuật
        phong trào toàn dân đoàn kết xây dựng đời sống văn hóa
        tuyên truyền đại hội đảng các cấp""",
        """kịch bản chương trình nghệ thuật
        hồ sơ khoa học xếp hạng di tích
        câu lạc bộ văn nghệ dân gian
        cơ sở lưu trú phục vụ du khách
        thiết chế văn hóa, thể thao cấp xã
        pa nô, khẩu hiệu tuyên truyền trực quan""",
        """Trong kỳ đón {n} nghìn lượt khách, doanh thu đạt {m} tỷ đồng
        Có {n} khu dân cư được công nhận danh hiệu văn hóa, đạt {m}%
        Đã sưu tầm {n} hiện vật, truyền dạy {m} lớp dân ca""",
    ),
    _field(
        "cải cách hành chính",
        "KSTT",
        """nâng cao chỉ số cải cách hành chính
        cắt giảm, đơn giản hóa thủ tục hành chính
        giải quyết thủ tục hành chính không phụ thuộc địa giới
        đánh giá sự hài lòng của người dân, doanh nghiệp
        chấn chỉnh kỷ luật, kỷ cương hành chính
        vận hành trung tâm phục vụ hành chính công cấp xã""",
        """hồ sơ trễ hạn tại trung tâm phục vụ hành chính công
        bộ thủ tục hành chính công bố sửa đổi
        quy trình nội bộ liên thông
        phiếu khảo sát sự hài lòng
        thư xin lỗi khi giải quyết quá hạn
        nhân sự trực tiếp nhận hồ sơ""",
        """Tiếp nhận {n} hồ sơ, giải quyết đúng hạn và trước hạn {m}%
        Đã cắt giảm {n} thủ tục, rút ngắn {m}% thời gian giải quyết
        Chỉ số hài lòng đạt {n} điểm, tăng {m} bậc""",
    ),
)

BY_NAME: Final[dict[str, Field]] = {field.name: field for field in FIELDS}

# Sentences are actor + act + thing + manner + time: some hundred thousand different ones per field.
ACTORS: Final = (
    "Các cơ quan, đơn vị",
    "Thủ trưởng các sở, ban, ngành",
    "Ủy ban nhân dân các xã, phường",
    "Văn phòng",
    "Đơn vị chủ trì",
    "Tổ công tác",
    "Bộ phận chuyên môn",
    "Người đứng đầu cơ quan, đơn vị",
    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
    "Phòng chuyên môn cấp xã",
    "Các đơn vị phối hợp",
    "Cơ quan thường trực",
)
PARTY_ACTORS: Final = (
    "Các cấp ủy, tổ chức đảng",
    "Các đảng ủy trực thuộc Tỉnh ủy",
    "Ban Tổ chức Tỉnh ủy",
    "Ủy ban kiểm tra các cấp",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Đảng ủy Ủy ban nhân dân tỉnh",
    "Người đứng đầu cấp ủy",
    "Chi bộ, đảng bộ cơ sở",
    "Văn phòng cấp ủy",
    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
)
ACTS: Final = (
    "rà soát, tổng hợp {thing}",
    "chủ động phối hợp giải quyết vướng mắc liên quan đến {thing}",
    "cập nhật đầy đủ {thing} trên hệ thống quản lý văn bản",
    "chịu trách nhiệm toàn diện về {thing}",
    "phân công một đồng chí lãnh đạo trực tiếp theo dõi {thing}",
    "công khai {thing} tại trụ sở và trên trang thông tin điện tử",
    "lập danh mục, xác định rõ thời hạn hoàn thành đối với {thing}",
    "kiểm tra thực tế, kịp thời chấn chỉnh thiếu sót về {thing}",
    "báo cáo cấp có thẩm quyền xem xét, quyết định về {thing}",
    "tuyên truyền để cán bộ, đảng viên và Nhân dân hiểu rõ về {thing}",
    "bố trí nhân lực, kinh phí để xử lý dứt điểm {thing}",
    "thẩm định, có ý kiến bằng văn bản đối với {thing}",
    "đôn đốc tiến độ, đánh giá hằng tháng kết quả thực hiện {thing}",
)
MANNERS: Final = (
    "bảo đảm rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền",
    "không để gián đoạn công việc phục vụ người dân và doanh nghiệp",
    "đúng quy định của pháp luật và quy chế làm việc",
    "tránh hình thức, lãng phí",
    "gắn với kiểm tra, giám sát thường xuyên",
    "trên tinh thần khẩn trương, công khai, minh bạch",
    "bảo đảm đồng bộ với kế hoạch của cấp trên",
    "lấy kết quả làm căn cứ đánh giá, xếp loại cuối năm",
    "chú trọng các địa bàn vùng sâu, vùng xa",
    "kịp thời biểu dương cách làm hay, mô hình tốt",
)
TIMES: Final = (
    "trước ngày 15 hằng tháng",
    "trong quý {q}",
    "chậm nhất sau 05 ngày làm việc kể từ ngày nhận được văn bản",
    "xong trước ngày {d}/{m}/{y}",
    "trong 6 tháng đầu năm {z}",
    "từ nay đến hết năm {y}",
    "theo đúng lộ trình đã được phê duyệt",
    "ngay trong tháng {m} năm {y}",
)
