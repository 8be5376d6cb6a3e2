"""How fast a report opens and how smoothly its map moves: `measure.py REPORT…` prints the figures."""

import os
import pathlib
import sys

from playwright.sync_api import Page, sync_playwright

PAN = """async ([x, y]) => {
  const svg = document.querySelector('.carte'), stamps = [];
  const send = (type, dx) => svg.dispatchEvent(new PointerEvent(type, {
    bubbles: true, pointerId: 1, pointerType: 'mouse', clientX: x + dx, clientY: y + dx / 2, buttons: 1 }));
  svg.setPointerCapture = () => {};
  send('pointerdown', 0);
  for (let step = 0; step < 90; step += 1) {
    await new Promise(done => requestAnimationFrame(now => { stamps.push(now); send('pointermove', Math.sin(step / 15) * 150); done(); }));
  }
  send('pointerup', 0);
  return stamps.slice(1).map((now, place) => now - stamps[place]);
}"""


def figures(page: Page) -> dict[str, float]:
    """Milliseconds: until the page is loaded and painted, and between frames while the map is dragged at twice its size."""
    page.reload()
    timing = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
             const paint = performance.getEntriesByName('first-contentful-paint')[0];
             const load = performance.getEntriesByType('navigation')[0];
             done([paint ? paint.startTime : 0, load.loadEventEnd, performance.now()]);
           })))""")
    page.locator("[data-zoom=in]").first.click()
    box = page.locator(".carte").first.bounding_box()
    frames = sorted(page.evaluate(PAN, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]))
    return {
        "firstPaintMs": round(timing[0]), "loadedMs": round(timing[1]), "openedMs": round(timing[2]),
        "frameMsMedian": round(frames[len(frames) // 2], 1), "frameMs95": round(frames[int(len(frames) * 0.95)], 1),
        "elements": page.evaluate("document.querySelectorAll('*').length"),
    }


def main() -> None:
    from test_report import browser_path

    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        for name in sys.argv[1:]:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(pathlib.Path(name).resolve().as_uri())
            size = pathlib.Path(name).stat().st_size
            print(f"{name}: {size / 1e6:.2f} MB, {browser.version}, {figures(page)}")
            page.close()


if __name__ == "__main__":
    main()
