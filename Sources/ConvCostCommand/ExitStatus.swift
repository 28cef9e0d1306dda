/// The exit status of the program, with the numbers of BSD's `sysexits.h`.
public enum ExitStatus: Int32, Sendable {
  /// Everything was done.
  case done = 0
  /// A check failed: a count drifted or is over its budget.
  case checkFailed = 1
  /// The command line is wrong, or asks for an impossible network.
  case usage = 64
  /// A file is malformed.
  case malformedInput = 65
  /// A file does not exist or cannot be read.
  case noInput = 66
  /// A result could not be written.
  case outputFailed = 74
}

extension Failure {
  /// The status that the program ends with.
  var status: ExitStatus {
    switch self {
    case .usage, .zoo, .layer, .network: .usage
    case .malformed, .incomplete: .malformedInput
    case .unreadable: .noInput
    case .unwritable: .outputFailed
    }
  }
}
