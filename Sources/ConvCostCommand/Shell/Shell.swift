/// A shell with a script of completions, or the manual page, which is written in the same way.
enum Shell: String, CaseIterable {
  case bash, zsh, fish, man

  /// Returns the script, or the manual page.
  func script(_ commands: [CommandSummary], version: String) -> String {
    switch self {
    case .bash: BashCompletions(commands).script
    case .zsh: ZshCompletions(commands).script
    case .fish: FishCompletions(commands).script
    case .man: ManualPage(commands, version: version).text
    }
  }
}

/// Returns a text in single quotes for a shell.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}
