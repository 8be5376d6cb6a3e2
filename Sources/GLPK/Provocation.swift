import CGLPK

/// Ways to make GLPK give up on purpose, for the tests of what happens then. No public call leads here.
extension Problem {
  /// Misuses GLPK past all checks, where it would abort the process.
  func provokeFatalError() throws(GLPKError) {
    try check(cglpk_provoke(handle))
  }
}

extension Environment {
  /// Makes the next solves of this thread fail with the assertion that GLPK's ratio tests are known to trip over.
  func failNextSolves(_ count: Int32) {
    cglpk_fail_next_solves(count)
  }

  /// Makes GLPK give up once it needs more memory than this, in MiB.
  func limitMemory(_ mebibytes: Int32) throws(GLPKError) {
    try check(cglpk_limit_memory(mebibytes))
  }
}
