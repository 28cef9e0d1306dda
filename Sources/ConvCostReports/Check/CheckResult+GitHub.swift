extension CheckResult {
  /// The result as workflow commands, which GitHub shows beside the lines of the lock file.
  public var github: String {
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
    reduce(into: "") { text, character in
      switch character {
      case "%": text += "%25"
      case "\r": text += "%0D"
      case "\n", "\r\n": text += "%0A"
      default: text.append(character)
      }
    }
  }

  /// The text as GitHub's workflow commands want a property.
  fileprivate var workflowProperty: String {
    workflowMessage.reduce(into: "") { text, character in
      switch character {
      case ":": text += "%3A"
      case ",": text += "%2C"
      default: text.append(character)
      }
    }
  }
}
