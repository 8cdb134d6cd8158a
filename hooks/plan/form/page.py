"""The page that says what the form is for and what it takes, before anything of it is loaded.

It stands outside the site's shell: the editor brings styles of its own, which nothing else should allow.
"""

from __future__ import annotations

from markupsafe import Markup

from ..model import Plan


def page(plan: Plan, repository: str, api: str, *, relay: bool) -> str:
    """A whole document. `api` is the one other origin it may talk to, once its reader asks it to."""
    return _DOCUMENT.format(
        policy=_POLICY.format(api=api), name=plan.name, called=plan.called, repository=repository, token=_TOKEN,
        sign_in=_RELAY if relay else _NO_RELAY,
    )  # fmt: skip


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' data: blob: {api}; base-uri 'none'; form-action 'none'"
)
_TOKEN = Markup(
    "<p>Mã truy cập (access token) là một chuỗi chữ do nơi lưu mã nguồn cấp cho riêng bạn, dùng thay mật khẩu. Tạo ở"
    " “Settings”, “Developer settings”, “Personal access tokens”:</p><ul>"
    "<li>Bạn có quyền ghi vào kho: chọn loại “fine-grained”, chỉ kho này, quyền “Contents” và “Pull requests” là “Read and write”.</li>"
    "<li>Bạn chưa có quyền ghi: chọn loại “classic”, chỉ đánh dấu “public_repo”. Biểu mẫu sẽ xin tạo một bản sao của kho"
    " trong tài khoản của bạn rồi gửi đề nghị từ đó.</li></ul>"
    "<p>Đặt hạn ngắn, đừng đưa mã cho ai. Trình duyệt giữ mã đến khi bạn bấm “Đăng xuất”; máy dùng chung thì nhớ bấm.</p>"
)
_RELAY = Markup("<p>Bấm “Đăng nhập bằng GitHub” rồi đồng ý ở cửa sổ hiện ra. Hoặc dùng mã truy cập.</p>")
_NO_RELAY = Markup("<p>Trang này chưa nối với dịch vụ đăng nhập nào, nên cần một mã truy cập.</p>")
_DOCUMENT = Markup("""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Sửa bằng biểu mẫu · {name}</title>
<link rel="icon" href="../assets/favicon.svg">
<link rel="stylesheet" href="../assets/fonts.css">
<link rel="stylesheet" href="../assets/plan.css">
<link rel="stylesheet" href="../assets/site.css">
<script type="module" src="begin.js"></script>
</head>
<body>
<main class="page narrative form-page">
<p><a href="../">{name}</a></p>
<h1>Sửa bằng biểu mẫu</h1>
<p class="lead">Sửa lời biên tập trong những ô có tên, không phải đụng tới tệp. Bạn chỉ đề nghị: có người xem và đồng ý thì trang mới đổi.</p>
<h2>Cần gì</h2>
<p>Một tài khoản ở <a href="{repository}" rel="external noopener">nơi lưu mã nguồn</a>.</p>
{sign_in}
{token}
<h2>Làm thế nào</h2>
<ol>
<li>Bấm “Mở biểu mẫu”, đăng nhập, chọn tệp: mỗi cơ quan, mỗi lĩnh vực một tệp.</li>
<li>Sửa, rồi bấm “Lưu”. Bản nháp của bạn nằm ở nơi lưu mã nguồn, trang chưa đổi.</li>
<li>Xong thì đổi trạng thái sang “Đang xem xét”: máy kiểm tra, người xem trả lời ngay dưới đề nghị.</li>
</ol>
<h2>Biểu mẫu giữ và không giữ được gì</h2>
<ul>
<li>Giữ nguyên mọi dòng bạn không sửa, cả ghi chú sau dấu “#”, chỗ xuống dòng và khóa lạ.</li>
<li>Không giữ ghi chú nằm giữa mục bị xóa hoặc bị dời chỗ; danh sách viết trong ngoặc vuông được viết lại trên một dòng.</li>
<li>Không sửa được nguyên văn và mã điều khoản. Nguyên văn chép sai thì <a href="../dong-gop/">báo theo cách khác</a>.</li>
<li>Không kiểm tra mã, câu trích: máy kiểm tra sau khi bạn gửi.</li>
</ul>
<noscript><p>Trình duyệt của bạn đang tắt JavaScript nên không mở được biểu mẫu; <a href="../dong-gop/">các cách khác</a> vẫn dùng được.</p></noscript>
<p><button type="button" data-open hidden>Mở biểu mẫu</button></p>
<p>Bấm nút thì trình duyệt tải chừng 2,2 MB từ trang này. Sau khi đăng nhập, trình duyệt nói chuyện thẳng với nơi lưu mã nguồn, không qua máy nào khác.</p>
</main>
</body>
</html>
""")
