/// Finds counts that grow in the same proportion from row to row of a table, and puts them into one
/// column.
///
/// A count is then a factor, its own, times a multiple, its column's. Rows are given one by one, so
/// that the table need not be in memory.
struct Proportions {
  /// The column of each count; nil for one that is zero.
  private(set) var columns: [Int?]
  /// The counts to which those of other rows are compared.
  private let own: [Int]
  /// The first count of each column, and its value in each row.
  private var firsts: [Int] = []
  private var values: [[Int]] = []

  /// Begins with counts of which one row will consist.
  init(of own: [Int]) {
    self.own = own
    columns = own.map { $0 == 0 ? nil : 0 }
    if let first = own.firstIndex(where: { $0 != 0 }) {
      firsts = [first]
      values = [[]]
    }
  }

  /// Adds a row; false if a count is zero only in some rows.
  mutating func add(_ row: [Int]) -> Bool {
    let old = firsts.count
    // The columns from which those were divided that this row makes necessary.
    var origins: [Int] = []
    for count in row.indices {
      guard let column = columns[count] else {
        guard row[count] == 0 else { return false }
        continue
      }
      guard row[count] != 0 else { return false }
      guard !grows(count, as: firsts[column], in: row) else { continue }
      let divided = origins.indices.first {
        origins[$0] == column && grows(count, as: firsts[old + $0], in: row)
      }
      if let divided {
        columns[count] = old + divided
      } else {
        columns[count] = firsts.count
        firsts.append(count)
        // Until now both grew alike.
        let (ours, theirs) = (own[count], own[firsts[column]])
        values.append(
          values[column].map { value in
            theirs.dividingFullWidth(value.multipliedFullWidth(by: ours)).quotient
          })
        origins.append(column)
      }
    }
    for column in firsts.indices { values[column].append(row[firsts[column]]) }
    return true
  }

  /// Adds a row of which nothing is known.
  mutating func skip() {
    for column in values.indices { values[column].append(0) }
  }

  /// The multiples of each column, row by row, without a common divisor.
  var multiples: [[Int]] {
    values.map { values in
      let divisor = values.reduce(0, greatestCommonDivisor)
      return values.map { $0 / max(1, divisor) }
    }
  }

  /// Whether two counts have in a row the same ratio to their own.
  private func grows(_ count: Int, as other: Int, in row: [Int]) -> Bool {
    row[count].multipliedFullWidth(by: own[other]) == row[other].multipliedFullWidth(by: own[count])
  }
}
