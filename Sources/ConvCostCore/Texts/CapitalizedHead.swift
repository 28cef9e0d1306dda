extension String {
  /// The text with its first letter in upper case.
  public var capitalizedHead: String { prefix(1).uppercased() + dropFirst() }
}
