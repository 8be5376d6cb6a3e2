import Grouping

/// The `structureej` lines of bodies, by number.
struct BodyLines {
  private(set) var text = ExtractText()

  init(_ bodies: [Body], quality: Calibration.Quality, seed: UInt64) {
    for body in bodies.sorted(by: { $0.number < $1.number }) {
      // A stream of its own, so that an OG of several regions has one address whichever of them is made.
      var generator = SeededGenerator(seed: seed, round: 4, task: Int(body.siren) ?? 0)
      let address = Address(body.seat, quality: quality, &generator)
      text.line(
        ["structureej", body.number, SiteName.cut(body.name), body.name, ""] + address.road + ["", "", ""]
          + [address.place[0], address.line, address.place[1], address.place[2], ""]
          + [body.form.code, body.form.label, "", "", body.siren, "", Dates.any(1950...2020, &generator)])
    }
  }
}
