"""A person's way through report.html, on a desk and on a telephone. Any script error or request fails the test."""

import json
import os
import shutil
import unittest

import reports
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def browser_path() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("no Chromium; scripts/setup installs it")


class ReportCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.playwright = sync_playwright().start()
        flags = ["--no-sandbox"] if os.getuid() == 0 else []
        cls.browser = cls.playwright.chromium.launch(executable_path=browser_path(), args=flags)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()
        cls.playwright.stop()

    def open(self, folder, size=DESK, **kind) -> Page:
        context = self.browser.new_context(viewport=size, reduced_motion="reduce", **kind)
        self.addCleanup(context.close)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: errors.append(request.url) if not request.url.startswith("file:") else None)
        self.addCleanup(lambda: self.assertEqual(errors, []))
        page.goto((folder / "report.html").as_uri())
        return page

    def view(self, page: Page) -> list[float]:
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return [float(x) for x in page.locator(".carte").first.get_attribute("viewBox").split()]


class MapTests(ReportCase):
    def test_a_porteur_leads_to_its_card_and_back(self):
        for size in (DESK, PHONE):
            with self.subTest(size=size):
                page = self.open(reports.plan("demo"), size)
                mark = page.locator(".po").first
                grappe = mark.get_attribute("data-g")
                mark.dispatch_event("click")
                card = page.locator(f"#g-{grappe}")
                self.assertIn("on", card.get_attribute("class").split())
                self.assertEqual(page.evaluate("document.activeElement.id"), f"g-{grappe}")
                full = self.view(page)
                card.locator("[data-voir]").click()
                self.assertLess(self.view(page)[2], full[2])
                self.assertEqual(page.evaluate("document.activeElement.dataset.g"), grappe)
                self.assertTrue(page.locator(".carte").first.evaluate(
                    "e => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0 }"))

    def test_zoom_and_pan(self):
        page = self.open(reports.plan("demo"))
        full = self.view(page)
        page.locator("[data-zoom=in]").first.click()
        near = self.view(page)
        self.assertAlmostEqual(near[2], full[2] / 1.6, delta=1)
        box = page.locator(".carte").first.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 40, steps=5)
        page.mouse.up()
        moved = self.view(page)
        self.assertLess(moved[0], near[0])
        self.assertLess(moved[1], near[1])
        page.mouse.wheel(0, -400)
        self.assertLess(self.view(page)[2], moved[2])
        page.locator("[data-zoom=reset]").first.click()
        self.assertEqual(self.view(page), full)

    def test_more_towns_are_named_nearer(self):
        page = self.open(reports.plan("demo"))
        count = "document.querySelectorAll('.villes .vue').length"
        far = page.evaluate(count)
        for _ in range(4):
            page.locator("[data-zoom=in]").first.click()
        self.view(page)
        self.assertGreater(page.evaluate(count), far)
        self.assertGreater(far, 3)

    def test_the_pointer_is_told_what_it_is_on(self):
        page = self.open(reports.plan("demo"))
        porteur = page.locator(".po").nth(3)
        porteur.scroll_into_view_if_needed()
        box = porteur.locator(".anneau").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.assertIn(porteur.get_attribute("data-g"), page.locator("#bulle").inner_text())
        page.mouse.move(2, 2)
        self.assertTrue(page.locator("#bulle").is_hidden())

    def test_the_keyboard_goes_everywhere(self):
        page = self.open(reports.plan("demo"))
        self.assertEqual(page.locator(".po[tabindex='0']").count(), 1)
        page.locator(".po[tabindex='0']").focus()
        seen = {page.evaluate("document.activeElement.dataset.g")}
        for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 4:
            page.keyboard.press(key)
            seen.add(page.evaluate("document.activeElement.dataset.g"))
        self.assertGreater(len(seen), 3)
        full = self.view(page)
        page.keyboard.press("+")
        self.assertLess(self.view(page)[2], full[2])
        page.keyboard.press("0")
        self.assertEqual(self.view(page), full)
        grappe = page.evaluate("document.activeElement.dataset.g")
        page.keyboard.press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), f"g-{grappe}")


class TableTests(ReportCase):
    def test_sorts_as_the_plan_says(self):
        page = self.open(reports.plan("demo"))
        plan = json.loads((reports.plan("demo") / "plan.json").read_text())
        page.get_by_role("button", name="Distance moyenne").click()
        shown = page.locator("#tableau tbody tr").evaluate_all("rows => rows.map(row => row.dataset.g)")
        mean = {grappe["id"]: grappe["spread"]["meanKm"] for grappe in plan["grappes"]}
        self.assertEqual([mean[id] for id in shown], sorted(mean.values(), reverse=True))
        page.get_by_role("button", name="Distance moyenne").click()
        self.assertEqual(page.locator("#tableau tbody tr").first.get_attribute("data-g"), min(mean, key=mean.get))

    def test_filters_by_what_a_grappe_holds(self):
        page = self.open(reports.plan("demo"))
        plan = json.loads((reports.plan("demo") / "plan.json").read_text())
        member = plan["grappes"][2]["members"][1]
        page.locator("#filtrer").fill(member["og"])
        self.assertEqual(page.locator("#tableau tbody tr:visible").count(), 1)
        self.assertIn(plan["grappes"][2]["id"], page.locator("#tableau tbody tr:visible").inner_text())
        page.locator("#filtrer").fill("")
        self.assertEqual(page.locator("#tableau tbody tr:visible").count(), len(plan["grappes"]))

    def test_a_row_leads_to_the_card(self):
        page = self.open(reports.plan("demo"), PHONE)
        link = page.locator("#tableau tbody a").nth(1)
        target = link.get_attribute("href")
        link.click()
        self.assertEqual("#" + page.evaluate("document.activeElement.id"), target)


class SearchTests(ReportCase):
    def test_an_og_is_found_by_accentless_words_and_shown(self):
        for size in (DESK, PHONE):
            with self.subTest(size=size):
                page = self.open(reports.plan("demo"), size)
                plan = json.loads((reports.plan("demo") / "plan.json").read_text())
                grappe = plan["grappes"][4]
                member = grappe["members"][-1]
                full = self.view(page)
                page.locator("#chercher").press_sequentially(member["og"])
                option = page.get_by_role("option")
                self.assertEqual(option.count(), 1)
                self.assertIn(grappe["id"], option.inner_text())
                page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
                self.assertIn("on", page.locator(f"#g-{grappe['id']}").get_attribute("class").split())
                self.assertNotEqual(page.locator(".halo").first.get_attribute("d"), "")
                self.assertLess(self.view(page)[2], full[2])

    def test_words_filter_cards_and_tables(self):
        page = self.open(reports.plan("demo"))
        plan = json.loads((reports.plan("demo") / "plan.json").read_text())
        page.locator("#chercher").fill(plan["grappes"][0]["porteur"])
        self.assertEqual(page.locator(".fiche:visible").count(), 1)
        self.assertEqual(page.locator("#tableau tbody tr:visible").count(), 1)
        page.locator("#chercher").press("Escape")
        page.get_by_role("button", name="Tout montrer").click()
        self.assertEqual(page.locator(".fiche:visible").count(), len(plan["grappes"]))
        page.locator("#chercher").fill("zzzz introuvable")
        self.assertIn("Aucune grappe", page.locator("#trouve").inner_text())


class LanguageTests(ReportCase):
    def test_to_english_and_back(self):
        page = self.open(reports.plan("demo"))
        french = page.locator("h1").inner_text()
        page.get_by_role("button", name="Read this report in English").click()
        page.wait_for_function("document.documentElement.lang === 'en'")
        self.assertIn("grappes proposed", page.locator("h1").inner_text())
        page.locator("[data-zoom=in]").first.click()
        page.get_by_role("button", name="Lire ce rapport en français").click()
        page.wait_for_function("document.documentElement.lang === 'fr'")
        self.assertEqual(page.locator("h1").inner_text(), french)

    def test_from_english(self):
        page = self.open(reports.english(reports.plan("demo")))
        self.assertEqual(page.evaluate("document.documentElement.lang"), "en")
        page.get_by_role("button", name="Lire ce rapport en français").click()
        page.wait_for_function("document.documentElement.lang === 'fr'")


class PrintTests(ReportCase):
    def test_print_view(self):
        page = self.open(reports.plan("demo"))
        page.locator("[data-zoom=in]").first.click()
        page.emulate_media(media="print")
        for hidden in (".outils", ".sommaire", ".recherche", ".filtres", "#langue"):
            self.assertTrue(page.locator(hidden).first.is_hidden(), hidden)
        self.assertTrue(page.locator(".carte").first.is_visible())
        pdf = page.pdf(prefer_css_page_size=True)
        self.assertTrue(pdf.startswith(b"%PDF"))


class LookTests(ReportCase):
    def test_nothing_is_wider_than_the_screen(self):
        for folder in (reports.plan("demo"), reports.plan("guadeloupe"), reports.hostile()):
            for size in (DESK, PHONE, {"width": 320, "height": 700}):
                with self.subTest(folder=folder.name, size=size):
                    page = self.open(folder, size)
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), size["width"])

    def test_axe_finds_nothing(self):
        folders = [reports.plan("demo"), reports.english(reports.plan("demo")), reports.plan("guadeloupe")]
        for folder in folders:
            for size in (DESK, PHONE):
                with self.subTest(folder=folder.name, size=size):
                    page = self.open(folder, size)
                    # Cards off the screen are not laid out; axe must see them.
                    page.add_style_tag(content=".fiche { content-visibility: visible !important }")
                    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
                    told = [
                        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
                        for violation in found.response["violations"] for node in violation["nodes"]
                    ]
                    self.assertEqual(told[:10], [])

    def test_names_stay_names(self):
        page = self.open(reports.hostile())
        self.assertIsNone(page.evaluate("window.broken ?? null"))
        self.assertEqual(page.locator("main img").count(), 0)
        shown = page.locator(".nom").all_text_contents()
        for name in reports.HOSTILE:
            self.assertIn(name.replace("\u202e", ""), shown)
        page.locator("#chercher").fill("onerror")
        self.assertIn("<img src=x", page.get_by_role("option").first.inner_text())
        page.get_by_role("button", name="Read this report in English").click()
        page.wait_for_function("document.documentElement.lang === 'en'")
        self.assertIsNone(page.evaluate("window.broken ?? null"))


class SpeedTests(ReportCase):
    def test_a_region_of_2000_og_opens_at_once_and_pans_smoothly(self):
        import measure

        folder = reports.large()
        self.assertLess((folder / "report.html").stat().st_size, 3_000_000)
        page = self.open(folder)
        figures = measure.figures(page)
        self.assertLess(figures["openedMs"], 2000, figures)
        self.assertLess(figures["frameMs95"], 100, figures)


if __name__ == "__main__":
    unittest.main()
