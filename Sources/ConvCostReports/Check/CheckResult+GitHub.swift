import ConvCostCore
import ConvCostText

extension CheckResult {
  /// The result as workflow commands, which GitHub shows next to the lines of the lock file.
  package var github: String {
    let errors = items.filter { !$0.hasPassed }.map { item in
      var properties = "title=convcost"
      if case .file(let path, let line) = item.source {
        properties = "file=\(path.workflowProperty),line=\(line),\(properties)"
      }
      // A message may have several lines.
      let message = sentences(about: item).map(\.workflowMessage).joined(separator: "%0A")
      return "::error \(properties)::\(message)\n"
    }
    return errors.joined()
      + (hasPassed ? "::notice title=convcost::\(summary.workflowMessage)\n" : "")
  }
}

extension String {
  /// The text escaped as a message of GitHub's workflow commands.
  fileprivate var workflowMessage: String {
    escaped { $0 == "%" ? "%25" : nil }
  }

  /// The text escaped as a property of GitHub's workflow commands.
  fileprivate var workflowProperty: String {
    workflowMessage.escaped { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
  }
}
