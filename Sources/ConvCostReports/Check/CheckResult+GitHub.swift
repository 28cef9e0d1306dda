import ConvCostCore
import ConvCostText

extension CheckResult {
  /// The result as workflow commands, which GitHub shows beside the lines of the lock file.
  package var github: String {
    let errors = items.flatMap { item in
      item.differences.map { difference in
        var properties = "title=convcost"
        if case .file(let path, let line) = item.source {
          properties = "file=\(path.workflowProperty),line=\(line),\(properties)"
        }
        return "::error \(properties)::\(difference.sentence(of: item.network).workflowMessage)\n"
      }
    }
    return errors.joined()
      + (hasPassed ? "::notice title=convcost::\(summary.workflowMessage)\n" : "")
  }
}

extension String {
  /// The text as GitHub's workflow commands want a message.
  fileprivate var workflowMessage: String {
    escaped { $0 == "%" ? "%25" : nil }
  }

  /// The text as GitHub's workflow commands want a property.
  fileprivate var workflowProperty: String {
    workflowMessage.escaped { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
  }
}
