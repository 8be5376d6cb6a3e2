import Geography
import Register
import TinyRegisters

/// A register whose ESSMS can be edited one by one, with what each edit should be told as.
struct EditedRegister {
  /// An ESSMS of a test, every part of which can be changed.
  struct Facts {
    var number: FinessNumber
    var og: FinessNumber
    var name = "EHPAD LES LILAS"
    var category = "500"
    var sector = Sector.elderly
    var region = RegionCode("53")
    var commune = "35238"
    var coordinate = TinyRegister.Area.bretagne.centre
    var placement = ESSMS.Placement.register
    var presence = RegisterDifference.Presence.open

    mutating func move(north km: Double) {
      coordinate = Coordinate(lat: coordinate.lat + km / (Coordinate.earthRadiusKm * .pi / 180), lon: coordinate.lon)
    }
  }

  var facts: [Facts]

  init(_ facts: [Facts] = []) {
    self.facts = facts
  }

  static func number(_ value: Int) -> FinessNumber {
    guard let number = FinessNumber(String(value)) else { preconditionFailure("\(value) has not nine digits") }
    return number
  }

  /// `count` ESSMS of `ogs` OG, in Bretagne and Corse.
  static func random(_ count: Int, ogs: Int, using generator: inout SplitMix) -> EditedRegister {
    EditedRegister(
      (0..<count).map { place in
        var facts = Facts(
          number: number(350_000_000 + place),
          og: number(350_900_000 + Int.random(in: 0..<ogs, using: &generator)))
        if place.isMultiple(of: 3) {
          facts.region = RegionCode("94")
          facts.commune = "2A004"
          facts.coordinate = Coordinate(lat: 41.9, lon: 8.7)
        }
        facts.move(north: Double.random(in: -20...20, using: &generator))
        return facts
      })
  }

  var register: Register {
    var essms: [ESSMS] = []
    var excluded: [ExcludedESSMS] = []
    for one in facts {
      switch one.presence {
      case .missing: continue
      case .open:
        essms.append(
          ESSMS(
            number: one.number, og: one.og, name: one.name, category: one.category, sector: one.sector,
            region: one.region, commune: one.commune, town: "", siret: "", coordinate: one.coordinate,
            placement: one.placement))
      case .closed, .leftOut:
        excluded.append(
          ExcludedESSMS(
            number: one.number, region: one.region, reason: one.presence == .closed ? .closed : .noCoordinates,
            og: one.og))
      }
    }
    return Register(essms: essms, ogNames: [:], excluded: excluded, notEssms: [:], sources: [], problems: [])
  }
}

extension EditedRegister {
  /// What an edit should be told as.
  struct Told: Hashable {
    let kind: RegisterDifference.Change.Kind
    let number: FinessNumber
    let from: String
    let to: String
  }

  /// Edits an ESSMS in one of the ways there are.
  enum Edit: CaseIterable {
    case nothing, disappear, close, appear, reopen, closeForGood, walk, nudge, roundOff, otherCommune, takeOver
    case otherCategory, otherSector, rename, losePlace, findPlace, townHall

    /// - Returns: the change that is told; nil for what is only counted, or not told at all.
    func apply(to old: inout Facts, _ new: inout Facts, using generator: inout SplitMix) -> Told? {
      func told(_ kind: RegisterDifference.Change.Kind, _ from: String, _ to: String) -> Told {
        Told(kind: kind, number: old.number, from: from, to: to)
      }
      switch self {
      case .nothing: return nil
      case .disappear:
        new.presence = .missing
        return told(.closed, "open", "missing")
      case .close:
        new.presence = .closed
        return told(.closed, "open", "closed")
      case .appear:
        old.presence = .missing
        return told(.opened, "missing", "open")
      case .reopen:
        old.presence = .closed
        return told(.opened, "closed", "open")
      case .closeForGood:
        old.presence = .closed
        new.presence = .missing
        return nil
      case .walk:
        new.move(north: Double.random(in: 0.101...40, using: &generator))
        return told(.moved, old.commune, old.commune)
      case .nudge:
        new.move(north: Double.random(in: 0.011...0.099, using: &generator))
        return nil
      case .roundOff:
        new.move(north: 0.001)
        return nil
      case .otherCommune:
        new.commune = "35001"
        return told(.moved, old.commune, "35001")
      case .takeOver:
        new.og = number(350_999_999)
        return told(.takenOver, old.og.text, new.og.text)
      case .otherCategory:
        new.category = "202"
        return told(.otherCategory, "500", "202")
      case .otherSector:
        new.category = "255"
        new.sector = .disabledAdults
        return told(.otherSector, "500", "255")
      case .rename:
        new.name = "EHPAD LES ÉRABLES"
        return nil
      case .losePlace:
        new.presence = .leftOut
        return told(.leftOut, "open", "leftOut")
      case .findPlace:
        old.presence = .leftOut
        return told(.admitted, "leftOut", "open")
      case .townHall:
        new.placement = .commune
        new.move(north: 3)
        return nil
      }
    }
  }
}
