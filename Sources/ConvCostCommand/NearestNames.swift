/// Returns the names that a wrong one was probably meant to be, the nearest first.
///
/// A name is near when a few letters make the difference, fewer for a short one, or when it contains
/// what was written.
func nearestNames(to wrong: String, in names: [String], limit: Int = 3) -> [String] {
  let wanted = Array(wrong.lowercased().prefix(64))
  let tolerance = min(3, max(1, wanted.count / 3))
  let near = names.compactMap { name -> (distance: Int, name: String)? in
    let letters = Array(name.lowercased())
    let distance = editDistance(wanted, letters)
    if distance <= tolerance { return (distance, name) }
    let contains = wanted.count >= 3 && name.lowercased().contains(String(wanted))
    return contains ? (tolerance + 1, name) : nil
  }
  let best = near.lazy.map(\.distance).min() ?? 0
  return near.filter { $0.distance == best }.prefix(limit).map(\.name)
}

/// Returns the number of letters to insert, delete, replace or exchange with their neighbour.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var row = [i + 1]
    for (j, y) in b.enumerated() {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { least = min(least, beforeLast[j - 1] + 1) }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
