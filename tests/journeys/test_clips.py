"""Clips as people make them: recorded by a browser, by a phone that speaks HEVC, by an old camera; in Chromium."""

import base64
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.site import Site

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_ffmpeg]

# What a page that records a person does, with a moving square in the person's place.
RECORD = """async (seconds) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const pen = canvas.getContext('2d');
  let drawn = 0;
  const timer = setInterval(() => {
    pen.fillStyle = drawn % 2 ? 'indigo' : 'orange';
    pen.fillRect(drawn++ % 300, 20, 80, 120);
  }, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start(500);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  recorder.stop();
  await stopped;
  clearInterval(timer);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""


def record(browser: Browser, url: str, path: Path, seconds: float) -> None:
    """Record so many seconds, or a little more."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/sign-in")
    path.write_bytes(base64.b64decode(page.evaluate(RECORD, seconds)))
    context.close()


def last_frame(clip: Path) -> float:
    """The second at which its last frame is shown."""
    listed = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", str(clip)],
        check=True,
        capture_output=True,
        text=True,
    )
    return max(float(line.strip(",")) for line in listed.stdout.split())


def film(path: Path, *options: str) -> None:
    """Two seconds of ffmpeg's test picture, encoded as the options say."""
    source = ["-f", "lavfi", "-i", "testsrc=d=2:s=320x240:r=25", "-pix_fmt", "yuv420p"]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *source, *options, str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )


def add_and_read(site: Site, browser: Browser, path: Path) -> Page:
    """Amira adds the clip and waits on its page until it is read."""
    amira = site.sign_in(browser, "Amira Hussain")
    amira.goto("/portfolio/add")
    amira.locator("input[type=file]").set_input_files(path)
    amira.wait_for_url(re.compile(r"/portfolio/\d+"))  # one file alone opens where it went
    for _ in range(60):
        if not amira.get_by_text("It is shown here once it is read.").count():
            return amira
        amira.wait_for_timeout(1000)
        amira.reload()
    raise AssertionError(f"{path.name} was not read")


def test_what_a_browser_recorded_is_as_long_as_it_took_though_no_header_says_so(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    clip = tmp_path / "recorded by a browser.webm"
    record(browser, site.url, clip, 3)
    header = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(clip)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert header.stdout.strip() in ("", "N/A"), (
        "a recorder writes no length; if it does, this test proves less"
    )
    amira = add_and_read(site, browser, clip)
    told = re.search(r"Video clip, 0:(\d\d)", amira.locator("main").inner_text())
    assert told is not None
    # A busy machine records longer than it was asked to; what counts is what is in the clip.
    assert last_frame(clip) > 1
    assert abs(int(told[1]) - last_frame(clip)) <= 1
    expect(amira.locator("video")).to_have_count(1)
    assert_accessible(amira)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("phone clip.mov", ("-c:v", "libx265", "-tag:v", "hvc1", "-x265-params", "log-level=none")),
        ("old camera.mov", ("-c:v", "mpeg4", "-tag:v", "mp4v")),
    ],
)
def test_a_clip_that_browsers_cannot_play_shows_stills_and_a_download_and_says_so(
    site: Site, browser: Browser, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    clip = tmp_path / name
    film(clip, *options)
    amira = add_and_read(site, browser, clip)
    assert not plays(amira, clip), "Chromium plays it, so it should be shown as a video"
    expect(amira.get_by_text("Most browsers cannot play this kind of clip")).to_be_visible()
    assert amira.locator("video").count() == 0
    stills = amira.locator(".mp-frames img")
    assert stills.count() >= 2
    for still in stills.all():
        still.scroll_into_view_if_needed()
        expect(still).to_have_js_property("complete", True)
        assert still.evaluate("one => one.naturalWidth") > 0
    with amira.expect_download() as download:
        amira.get_by_role("link", name="Download", exact=False).first.click()
    assert Path(download.value.path()).read_bytes() == clip.read_bytes()
    assert_accessible(amira)


def plays(page: Page, clip: Path) -> bool:
    """Whether this very Chromium plays the file."""
    content = base64.b64encode(clip.read_bytes()).decode()
    found: bool = page.evaluate(
        """async (content) => {
          const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
          const video = document.createElement('video');
          video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/quicktime' }));
          const plays = await new Promise((resolve) => {
            video.onloadeddata = () => resolve(video.videoWidth > 0);
            video.onerror = () => resolve(false);
          });
          URL.revokeObjectURL(video.src);
          return plays;
        }""",
        content,
    )
    return found


def test_a_clip_of_h264_plays_in_the_page_and_can_be_sought(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    clip = tmp_path / "switch replaced.mp4"
    film(clip, "-c:v", "libx264")
    amira = add_and_read(site, browser, clip)
    video = amira.locator("video")
    expect(video).to_have_count(1)
    sought = video.evaluate(
        """async (video) => {
          if (video.readyState < 1) await new Promise((done) => { video.onloadedmetadata = done; });
          video.currentTime = 1.5;
          await new Promise((done) => { video.onseeked = done; });
          return [video.currentTime, video.duration];
        }"""
    )
    assert sought == [1.5, 2]
