/// A shell for which a script of completions can be written; and the manual, which is written
/// alike.
enum Shell: String, CaseIterable {
  case bash, zsh, fish, man

  /// Returns the script, or the manual's page.
  func script(_ commands: [CommandSummary], version: String) -> String {
    switch self {
    case .bash: BashCompletions(commands).script
    case .zsh: ZshCompletions(commands).script
    case .fish: FishCompletions(commands).script
    case .man: ManualPage(commands, version: version).text
    }
  }
}

/// Returns a text for a shell, between single quotes.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}
