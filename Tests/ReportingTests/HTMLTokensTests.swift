import Testing

/// The reader that other tests rely on sees what a browser would.
@Suite struct HTMLTokensTests {
  @Test func `elements and attributes`() {
    let page = HTMLTokens(
      "<!DOCTYPE html><p CLASS=a id='b c' hidden>1 &lt; 2<br/></p><!-- <i> --><style>a<b>c</style>x")
    #expect(page.tags.map(\.name) == ["p", "br", "/p", "style", "/style"])
    #expect(page.tags[0].attributes == ["class": "a", "id": "b c", "hidden": ""])
    #expect(page.text == "1 &lt; 2x" && page.comments == 1)
  }

  @Test(arguments: [
    ("<p>A<img src=x onerror=alert(1)></p>", ["p", "img", "/p"]), ("<p title=\"a\" onload=\"x\">", ["p"]),
    ("1 < 2 <3", []), ("<script>if (a</b/.x) '<i>'</SCRIPT ><u>", ["script", "/script", "u"]),
  ])
  func `what a name could make is seen`(html: String, names: [String]) {
    #expect(HTMLTokens(html).tags.map(\.name) == names)
  }
}
