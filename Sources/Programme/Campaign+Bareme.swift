import Wording

extension Campaign {
  /// The campaign as its dossiers can be paid by a barème: where that pays a limited number of ESSMS for each project, no
  /// grappe is larger, since an amount then no longer follows from what each member brings.
  ///
  /// A route that asks for more ESSMS than are paid stays as it is: who plans must refuse it.
  public func within(_ bareme: Bareme) -> Campaign {
    guard let most = bareme.mostEssms else { return self }
    var campaign = self
    campaign.routes.regional.limits = routes.regional.limits.within(most, of: bareme)
    campaign.routes.regional.exceptions = routes.regional.exceptions.map {
      Exception(regions: $0.regions, limits: $0.limits.within(most, of: bareme))
    }
    if let wide = routes.multiregional {
      campaign.routes.multiregional?.limits = wide.limits.within(most, of: bareme)
    }
    if let wide = routes.national { campaign.routes.national?.limits = wide.limits.within(most, of: bareme) }
    return campaign
  }

  /// The limits of a route, in any region, that ask for more ESSMS than a barème pays; nil when there are none.
  public func beyond(_ bareme: Bareme, route: Route) -> Limits? {
    guard let most = bareme.mostEssms else { return nil }
    return everywhere(route).first { $0.minimum > most }
  }

  /// The most ESSMS that the route asks for as a minimum in any region; nil when there is no such route.
  public func largestMinimum(of route: Route) -> Int? { everywhere(route).map(\.minimum).max() }

  private func everywhere(_ route: Route) -> [Limits] {
    guard let limits = limits(route) else { return [] }
    return [limits] + (route == .regional ? routes.regional.exceptions.map(\.limits) : [])
  }
}

extension Campaign.Limits {
  fileprivate func within(_ most: Int, of bareme: Bareme) -> Self {
    guard minimum <= most, maximum ?? .max > most else { return self }
    let told = Label(
      fr: "Le barème \(bareme.name) paie \(most) ESSMS au plus par projet.",
      en: "Barème \(bareme.name) pays \(most) ESSMS at most for a project.")
    return Self(
      minimum: minimum, maximum: most, minimumOg: minimumOg, minimumCertainty: minimumCertainty,
      maximumCertainty: .inferred, minimumOgCertainty: minimumOgCertainty, source: basis.source,
      note: basis.note.map { Label(fr: "\($0.fr) \(told.fr)", en: "\($0.en) \(told.en)") } ?? told)
  }
}
