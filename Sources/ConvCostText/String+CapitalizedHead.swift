extension String {
  /// The text with its first letter in upper case.
  package var capitalizedHead: String { prefix(1).uppercased() + String(dropFirst()) }
}
