import ConvCostCore
import ConvCostReports
import ConvCostText

extension Console {
  /// Warns on standard error, once for each network, if its costs are lower bounds.
  mutating func warn(about subject: Subject) {
    guard let warning = subject.warning else { return }
    let line = "convcost: warning: \(subject.name.printable): \(warning.printable)\n"
    if !messages.contains(line) { messages += line }
  }
}
