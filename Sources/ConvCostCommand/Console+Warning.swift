import ConvCostCore
import ConvCostReports
import ConvCostText

extension Console {
  /// Says on standard error why a network's costs are lower bounds, if they are; once for each
  /// network.
  mutating func warn(about subject: Subject) {
    guard let warning = subject.warning else { return }
    let line = "convcost: warning: \(subject.name.printable): \(warning.printable)\n"
    if !messages.contains(line) { messages += line }
  }
}
