import Geography
import Plans
import Programme
import Register
import Wording

/// What a plan does with an OG or holds in a grappe, in sentences for a terminal: `grappes explain`.
///
/// All that comes from the plan or the register is made harmless; no line is wider than asked for.
public struct Explanation {
  let dossier: Dossier
  let register: Register?
  let width: Int
  let useColour: Bool
  private let bareme: Bareme?
  private let essmsCounts: [FinessNumber: Int]?

  /// - Parameters:
  ///   - register: tells of ESSMS that the plan left out, which the plan lists without their OG; nil where none is at hand.
  ///   - width: columns of the terminal, 40 at least and 120 at most being used.
  public init(_ dossier: Dossier, register: Register? = nil, width: Int = 80, useColour: Bool = false) {
    self.dossier = dossier
    self.register = register
    self.width = min(max(width, 40), 120)
    self.useColour = useColour
    bareme = dossier.bareme
    essmsCounts = register?.essmsCounts
  }

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  // MARK: An OG

  /// All that the plan does with an OG, region by region.
  ///
  /// - Parameter number: its FINESS juridique, or the FINESS géographique of one of its ESSMS.
  /// - Throws: `Failure` (data) when the plan knows neither.
  public func organisation(_ number: FinessNumber) throws(Failure) -> String {
    let (og, note) = organisation(of: number)
    let parts = grouped(og) + standalone(og) + ungrouped(og) + excluded(og, or: number)
    guard !parts.isEmpty else {
      let regions = plan.regions.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .data,
        fr:
          "\(number.text) : ni OG ni ESSMS de ce plan (régions \(regions)) ; attendu : un numéro FINESS du plan. Les ESSMS écartés d’un OG se lisent avec le registre à la suite du plan.",
        en:
          "\(number.text): neither an OG nor an ESSMS of this plan (regions \(regions)); expected a FINESS number of the plan. An OG’s ESSMS that were left out are told with the register after the plan."
      )
    }
    let name = name(of: og)
    let head = name.contains(og.text) ? name : "\(name), OG \(og.text)"
    return heading(head) + (note.map { line($0) } ?? "") + parts.joined(separator: "\n")
  }

  /// The OG itself, or the one that runs this ESSMS and a sentence that says so.
  private func organisation(of number: FinessNumber) -> (og: FinessNumber, note: String?) {
    let owner =
      plan.grappes.lazy.flatMap(\.members).first { $0.essms.contains(number) }?.og
      ?? plan.standalone.first { $0.essms.contains(number) }?.og
      ?? plan.ungrouped.first { $0.essms.contains(number) }?.og
      ?? register?.essms.first { $0.number == number }?.og
      ?? register?.excluded.first { $0.number == number }?.og
    guard let owner, owner != number else { return (number, nil) }
    return (
      owner, say("\(number.text) est un ESSMS de cet OG.", "\(number.text) is an ESSMS of this OG.")
    )
  }

  private func name(of og: FinessNumber) -> String {
    plan.grappes.lazy.flatMap(\.members).first { $0.og == og }?.name
      ?? plan.standalone.first { $0.og == og }?.name ?? plan.ungrouped.first { $0.og == og }?.name
      ?? ShownNames.organisation(register?.name(of: og) ?? og.text, og, in: dossier.language)
  }

  private func grouped(_ og: FinessNumber) -> [String] {
    plan.grappes.flatMap { grappe in
      grappe.members.filter { $0.og == og }.map { member in self.member(member, of: grappe) }
    }
  }

  private func member(_ member: Plan.Member, of grappe: Plan.Grappe) -> String {
    let sentences = GrappeSentences(dossier: dossier, grappe: grappe)
    let essms = numbers.integer(member.essms.count)
    let leads = member.og == grappe.porteur
    let km = numbers.km(plan.km(of: member, in: grappe))
    let first = say(
      "\(region(member.region)) : groupé, avec \(essms)\u{A0}ESSMS, dans la grappe \(grappe.id).",
      "\(region(member.region)): grouped, with \(essms)\u{A0}ESSMS, in grappe \(grappe.id).")
    let porteur =
      leads
      ? say("Il en est le porteur.", "It is its porteur.")
      : say(
        "Porteur : \(sentences.named(grappe.porteur, grappe.porteurName)), à \(km), de siège à siège.",
        "Porteur: \(sentences.named(grappe.porteur, grappe.porteurName)), \(km) away, from seat to seat.")
    let others = sentences.members.filter { $0.member.og != member.og && $0.member.og != grappe.porteur }.map {
      "\($0.member.name) (\(numbers.integer($0.member.essms.count))\u{A0}ESSMS)"
    }
    let with =
      others.isEmpty
      ? nil
      : say("Avec : ", "With: ") + others.listed(dossier.language, most: 12) + "."
    let alone: String? = grappe.insight.map { insight in
      insight.critical.contains(member.og)
        ? say(
          "Son retrait, à lui seul, fait tomber la grappe sous son minimum.",
          "Its withdrawal alone takes the grappe below its minimum.")
        : say(
          "Son retrait, à lui seul, ne fait pas tomber la grappe sous son minimum.",
          "Its withdrawal alone does not take the grappe below its minimum.")
    }
    return line(first)
      + bullets(
        [porteur, with] + brought(member, grappe).map { $0 } + [
          say("La grappe : ", "The grappe: ") + sentences.size, sentences.existing, sentences.probability, alone,
          sentences.runnerUp,
          sentences.dui, sentences.filing, sentences.payments,
        ])
  }

  /// What the member brings by item, and what the grappe has in common.
  private func brought(_ member: Plan.Member, _ grappe: Plan.Grappe) -> [String?] {
    let funding = MemberFunding(of: member, in: grappe, bareme: bareme, essmsCounts: essmsCounts)
    let items = funding.shares.map { share in
      let name = ItemWords(dossier: dossier).short(share.item)
      return name + colon + range(share.least, share.most)
    }
    let sum = member.amount.map { numbers.money($0) } ?? range(funding.least, funding.most)
    let isExact = funding.shares.allSatisfy(\.isExact)
    let brings =
      items.isEmpty
      ? nil
      : say("Il apporte \(sum) (", "It brings \(sum) (") + items.joined(separator: semicolon) + "). "
        + dossier.baremeLabel.capitalisedFirst + "."
        + (isExact
          ? ""
          : say(
            " Postes en fourchettes : le plan ne les détaille pas membre par membre.",
            " Items as ranges: the plan does not give them member by member."))
    let lines = funding.common.map {
      ItemWords(dossier: dossier).short($0.item) + colon + numbers.money($0.amount)
    }
    let common =
      lines.isEmpty
      ? nil
      : say("En commun, pour la grappe : ", "In common, for the grappe: ") + lines.joined(separator: semicolon) + "."
    return [brings, common]
  }

  private var colon: String { say(" : ", ": ") }
  private var semicolon: String { say(" ; ", "; ") }

  private func range(_ least: Euros, _ most: Euros) -> String {
    least == most
      ? numbers.money(least)
      : say("de \(numbers.money(least)) à \(numbers.money(most))", "\(numbers.money(least)) to \(numbers.money(most))")
  }

  private func standalone(_ og: FinessNumber) -> [String] {
    plan.standalone.filter { $0.og == og }.map { unit in
      let minimum = plan.parameters.minimum[unit.region.rawValue].map(numbers.integer) ?? "–"
      return line(
        say(
          "\(region(unit.region)) : dépose seul. Ses \(numbers.integer(unit.essms.count))\u{A0}ESSMS atteignent le minimum de \(minimum) sans grappe.",
          "\(region(unit.region)): files alone. Its \(numbers.integer(unit.essms.count))\u{A0}ESSMS reach the minimum of \(minimum) without a grappe."
        ))
        + bullets([filing(aloneIn: unit.region)])
    }
  }

  /// Where and until when an OG files that needs no grappe: as the campaign's file has it, the plan does not tell.
  private func filing(aloneIn region: RegionCode) -> String? {
    guard let ars = (try? Regions.bundled())?.region(region)?.ars, !ars.isEmpty else { return nil }
    let place = FilingPlace.phrase(ars, in: dossier.language)
    let last = dossier.campaign?.deadline(.regional, region: region).map(numbers.date)
    return last.map { say("À déposer \(place), au plus tard le \($0).", "To be filed \(place), by \($0).") }
      ?? say("À déposer \(place) ; date limite non connue.", "To be filed \(place); deadline not known.")
  }

  private func ungrouped(_ og: FinessNumber) -> [String] {
    plan.ungrouped.filter { $0.og == og }.map { unit in
      let reason = Words.reason(unit.reason).text(in: dossier.language)
      let price = say(
        "Prix de sa place : \(numbers.money(unit.price)). C’est, à la marge, ce qu’il apporterait à un plan qui saurait l’accueillir.",
        "Price of its place: \(numbers.money(unit.price)). It is what it would bring, at the margin, to a plan with room for it."
      )
      return line(
        say(
          "\(region(unit.region)) : non groupé, avec \(numbers.integer(unit.essms.count))\u{A0}ESSMS.",
          "\(region(unit.region)): ungrouped, with \(numbers.integer(unit.essms.count))\u{A0}ESSMS."))
        + bullets([
          say("Motif : \(reason.lowercasedFirst).", "Reason: \(reason.lowercasedFirst)."),
          dossier.sentence(unit.detail), NearestWords(dossier: dossier).sentence(unit.nearest),
          unit.reason == .forbidden ? nil : price,
        ])
    }
  }

  /// ESSMS that were left out: of an OG as the register tells, or the one that was asked for.
  private func excluded(_ og: FinessNumber, or number: FinessNumber) -> [String] {
    let held = register?.essms.lazy.filter { $0.og == og }.map(\.number) ?? []
    let lost = register?.excluded.lazy.filter { $0.og == og }.map(\.number) ?? []
    let own = Set(held).union(lost)
    let rows = plan.excluded.filter { own.contains($0.essms) || $0.essms == number }
    guard !rows.isEmpty else { return [] }
    let isAll =
      !plan.grappes.contains { $0.members.contains { $0.og == og } }
      && !plan.standalone.contains { $0.og == og } && !plan.ungrouped.contains { $0.og == og }
    let list = rows.map {
      $0.essms.text + colon + Words.exclusion($0.reason).text(in: dossier.language).lowercasedFirst
    }
    let head: String =
      if number == rows[0].essms, rows.count == 1 {
        say("Cet ESSMS est écarté du plan.", "This ESSMS is left out of the plan.")
      } else if isAll {
        say("Tous ses ESSMS sont écartés du plan.", "All its ESSMS are left out of the plan.")
      } else {
        say("ESSMS écartés du plan :", "ESSMS left out of the plan:")
      }
    return [line(head) + bullets(list.map { $0 + "." })]
  }

  // MARK: A grappe

  /// Members, money, filing, and what a planner asks about a grappe.
  ///
  /// - Throws: `Failure` (data) when the plan has no such grappe.
  public func grappe(_ id: String) throws(Failure) -> String {
    guard let grappe = plan.grappes.first(where: { $0.id == id }) else {
      let known = plan.grappes.map(\.id).listed(dossier.language, most: 5)
      throw Failure(
        .data, fr: "« \(id) » : aucune grappe de ce nom ; attendu : une grappe du plan (\(known))",
        en: "\"\(id)\": no grappe of this name; expected a grappe of the plan (\(known))")
    }
    let sentences = GrappeSentences(dossier: dossier, grappe: grappe)
    let members = sentences.members.map { member, km in
      let size = "\(numbers.integer(member.essms.count))\u{A0}ESSMS"
      let place = member.og == grappe.porteur ? say("porteur", "porteur") : numbers.km(km)
      let elsewhere = member.region == grappe.region ? "" : ", " + region(member.region)
      return "\(sentences.named(member.og, member.name))\(colon)\(size), \(place)\(elsewhere)"
    }
    return heading(
      say("Grappe \(grappe.id), \(region(grappe.region))", "Grappe \(grappe.id), \(region(grappe.region))"))
      + line(sentences.size) + "\n" + line(say("Membres :", "Members:")) + bullets(members) + "\n"
      + bullets(
        [sentences.existing] + sentences.insights + [
          sentences.dui, sentences.funding, sentences.probability, sentences.filing, sentences.payments,
        ])
  }

  // MARK: Lines

  private func region(_ code: RegionCode) -> String { dossier.name(of: code) }

  private func heading(_ text: String) -> String {
    let lines = Paragraph.folded(ShownText.cleaned(text), to: width).split(separator: "\n")
    return lines.map { TextWidth.emphasised($0 + "\n", useColour: useColour) }.joined() + "\n"
  }

  private func line(_ sentence: String) -> String {
    Paragraph.folded(ShownText.cleaned(sentence), to: width)
  }

  private func bullets(_ sentences: [String?]) -> String {
    sentences.compactMap { $0 }.map {
      Paragraph.folded(ShownText.cleaned($0), to: width, first: "– ", indent: 2)
    }.joined()
  }
}

/// The grappe that an ungrouped OG could look to.
struct NearestWords {
  let dossier: Dossier

  func sentence(_ nearest: Plan.Nearest?) -> String? {
    guard let nearest else { return nil }
    let numbers = dossier.numbers
    let km = numbers.km(nearest.km)
    let porteur = dossier.plan.grappes.first { $0.id == nearest.grappe }.map { ", \($0.porteurName)," } ?? ""
    let cost =
      switch nearest.cost {
      case nil: Wording(fr: "il ne peut pas la rejoindre", en: "it may not join")
      case let cost? where cost < .zero:
        Wording(
          fr: "la rejoindre ferait gagner \(numbers.money(.zero - cost)) de valeur",
          en: "joining would bring \(numbers.money(.zero - cost)) of value")
      case let cost?:
        Wording(
          fr: "la rejoindre coûterait \(numbers.money(cost)) de valeur",
          en: "joining would cost \(numbers.money(cost)) of value")
      }
    return Wording(
      fr: "Grappe la plus proche : \(nearest.grappe)\(porteur) à \(km) ; \(cost.fr).",
      en: "Nearest grappe: \(nearest.grappe)\(porteur) \(km) away; \(cost.en)."
    ).text(in: dossier.language)
  }
}
