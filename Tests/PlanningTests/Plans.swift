import Geography
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning
@testable import Plans

/// The scenario of campaign 2024, searched for a moment.
func scenario(_ change: (inout Scenario) -> Void = { _ in }) throws -> Scenario {
  let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
  var scenario = Scenario(campaign: campaign, bareme: bareme)
  scenario.timeLimit = 2
  scenario.withdrawal = 0
  scenario.language = .en
  change(&scenario)
  return scenario
}

func plan(
  _ tiny: TinyRegister, regions: [RegionCode]? = nil, _ change: (inout Scenario) -> Void = { _ in }
) throws -> Plan {
  try Planner(scenario: scenario(change), version: "test").plan(tiny.register, regions: regions)
}
