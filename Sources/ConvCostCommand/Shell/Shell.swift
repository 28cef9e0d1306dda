/// A shell with a script of completions, or the manual page, which is written in the same way.
enum Shell: String, CaseIterable {
  case bash, zsh, fish, man

  /// The command that completes a line for a script; the words after it are those of the line.
  static let completing = "complete"

  /// Returns the script, or the manual page.
  func script(_ commands: [CommandSummary], version: String) -> String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    case .man: ManualPage(commands, version: version).text
    }
  }

  /// `source <(convcost completions bash)`.
  ///
  /// bash divides words at `:` and `=` too and replaces only what follows them, so the line is
  /// divided again at its spaces, and the part before the last of these signs is cut off.
  private static let bashScript = """
    # Completions of convcost for bash.
    _convcost() {
      local line=${COMP_LINE:0:COMP_POINT} word candidate letter
      local -a words
      read -a words <<< "$line" # with "\\ " as a space of a word
      if [[ $line == *[^\\\\][[:space:]] ]]; then words+=(''); fi
      word=${words[${#words[@]}-1]}
      local before=${word%"${word##*[:=]}"}
      COMPREPLY=()
      while IFS=$'\\t' read -r candidate _; do
        candidate=${candidate#"$before"}
        for letter in ' ' '(' ')' '&' ';' "'" '"' '$'; do
          candidate=${candidate//"$letter"/"\\\\$letter"}
        done
        # A whole word ends with a space; bash 3, which macOS has, adds one to all or none.
        if [[ $candidate != *[:=,./] ]]; then candidate+=' '; fi
        COMPREPLY+=("$candidate")
      done < <("${words[0]}" \(completing) "${words[@]:1}" 2> /dev/null)
    }
    complete -o nospace -F _convcost convcost

    """

  /// A file `_convcost` in a folder of `$fpath`, or `source <(convcost completions zsh)` after
  /// `compinit`.
  private static let zshScript = """
    #compdef convcost
    # Completions of convcost for zsh.
    _convcost() {
      local line
      local -a whole begun wholeShown begunShown
      for line in "${(@f)$("${words[1]}" \(completing) "${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
        [[ -n $line ]] || continue
        if [[ ${line%%$'\\t'*} == *[:=,./] ]]; then
          begun+=("${line%%$'\\t'*}")
          begunShown+=("${line/$'\\t'/  }")
        else
          whole+=("${line%%$'\\t'*}")
          wholeShown+=("${line/$'\\t'/  }")
        fi
      done
      (( ${#whole} )) && compadd -d wholeShown -- "${whole[@]}"
      (( ${#begun} )) && compadd -S '' -d begunShown -- "${begun[@]}"
    }
    if [[ $funcstack[1] == _convcost ]]; then
      _convcost "$@"
    else
      compdef _convcost convcost
    fi

    """

  /// `convcost completions fish | source`.
  private static let fishScript = """
    # Completions of convcost for fish.
    function __convcost_candidates
      set -l words (commandline -opc) (commandline -ct)
      $words[1] \(completing) $words[2..-1] 2> /dev/null
    end
    complete -c convcost -f -a '(__convcost_candidates)'

    """
}
