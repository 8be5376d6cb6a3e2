import Foundation
import Plans
import Testing

@testable import Reporting

/// The workbook as a spreadsheet of another hand reads it.
@Suite struct LibreOfficeTests {
  /// Where `scripts/setup` installs it; there its absence is a failure.
  static let isInstalledBySetup = FileManager.default.fileExists(atPath: "/etc/debian_version")

  @Test(.enabled(if: isInstalledBySetup, "scripts/setup installs LibreOffice on Debian and its kin"))
  func `LibreOffice reads every cell as it was meant, and calculates the same totals`() throws {
    var plan = try RichPlan.plan(names: HostileNamesTests.names)
    plan.moves = [
      .init(
        og: plan.grappes[0].members[1].og, name: "_x0041_", region: plan.regions[0], from: plan.grappes[0].porteur,
        to: nil, gain: Euros(cents: -100_050))
    ]
    let dossier = Dossier(plan: plan, contours: try SamplePlan.contours())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-calc-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try PlanXLSX.render(dossier).write(to: folder.appendingPathComponent("plan.xlsx"))
    try convert(in: folder)
    for sheet in PlanXLSX.workbook(dossier).sheets {
      let file = folder.appendingPathComponent("plan-\(sheet.name).csv")
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").dropLast()
        .map { csvCells($0, .international) }
      try #require(lines.count == sheet.lineCount, "\(sheet.name)")
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          #expect(isSame(lines[row + 1][column], cell), "\(sheet.name) \(row + 2), \(column + 1)")
        }
      }
      for column in sheet.columns.indices where sheet.hasTotals {
        guard let total = WorkbookTotals(sheet: sheet).total(column) else { continue }
        let calculated = try #require(number(lines[sheet.totalRow][column]), "\(sheet.name), \(column + 1)")
        #expect(abs(calculated - total.value) <= 1e-9 * max(1, abs(total.value)))
      }
    }
  }

  /// Every sheet as CSV, numbers as they are and not as they are shown; every formula calculated anew.
  private func convert(in folder: URL) throws {
    let user = folder.appendingPathComponent("profile/user")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    try """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
    </item>
    </oor:items>
    """.write(to: user.appendingPathComponent("registrymodifications.xcu"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "soffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,false,false,false,-1", "--outdir", folder.path,
      folder.path + "/plan.xlsx",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "soffice, which scripts/setup installs")
  }

  private func isSame(_ read: String, _ cell: Workbook.Cell) -> Bool {
    switch cell {
    case .empty: read.isEmpty
    case .text(let text), .heading(let text), .note(let text):
      read == ShownText.cleaned(text).replacing("\u{FFFE}", with: "")
    // As the locale of the conversion, American English, writes a day.
    case .day(let day):
      read.split(separator: "/").count == 3
        && day.description == [2, 0, 1].map { read.split(separator: "/")[$0] }.joined(separator: "-")
    default:
      cell.number.flatMap { expected in
        number(read).map { abs($0 - expected) <= 1e-9 * max(1, abs(expected)) }
      } ?? false
    }
  }

  /// Shares are written as percentages.
  private func number(_ read: String) -> Double? {
    read.hasSuffix("%") ? Double(read.dropLast()).map { $0 / 100 } : Double(read)
  }
}
