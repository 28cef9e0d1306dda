/// The number of samples in a file's tensors, and the shapes of one of them.
///
/// A file that fixes a batch, or an input with one, is followed as it is: its reshapes and its
/// constants are made for that batch. The cost of one sample is a share of the whole, because every
/// product over the network's data has the batch as a factor.
struct Batch {
  /// The number of samples.
  let count: Int

  /// Finds the batch of a file: the leading length of its input, if the layers work on that number
  /// of samples.
  ///
  /// The first layer decides, because a leading length may also be a number of channels: an image
  /// without batch is C×H×W.
  ///
  /// - Parameters:
  ///   - inputs: the shapes of the network's inputs.
  ///   - layer: the number of samples that the first layer works on, and whether they are the first
  ///     axis; nil if no operator distinguishes samples from positions.
  init(inputs: [[Int]], firstLayer layer: (count: Int, isFirst: Bool)?) {
    guard
      let lengths = inputs.first(where: { $0.count >= 3 }) ?? inputs.first(where: { $0.count == 2 })
    else {
      count = 1
      return
    }
    let leading = lengths[0]
    guard let layer else {
      count = leading > 1 && lengths.count > 2 ? leading : 1
      return
    }
    if leading > 1, layer.count % leading == 0 {
      count = leading
    } else {
      // A recurrent layer's input may have its steps first.
      count =
        !layer.isFirst && layer.count > 1 && lengths.contains(layer.count) ? layer.count : 1
    }
  }

  /// Returns the shape of one sample, without the batch's axis if that has no other contents.
  ///
  /// The batch need not be the first axis: attention puts it after the positions, and windows
  /// multiply it.
  func sample(_ shape: [Int]) -> [Int] {
    guard shape.count > 1 else {
      return shape.first.map { [share($0)] } ?? shape
    }
    guard count > 1 else { return shape[0] == 1 ? Array(shape.dropFirst()) : shape }
    let outer = shape.indices.dropLast()
    var axis = outer.first { shape[$0] == count }
    if axis == nil, shape[0] == 1 { return Array(shape.dropFirst()) }
    if axis == nil { axis = outer.first { shape[$0] > 0 && shape[$0] % count == 0 } }
    guard let axis else { return shape }
    var lengths = shape
    lengths[axis] /= count
    if lengths[axis] == 1 { lengths.remove(at: axis) }
    return lengths
  }

  /// Returns the share of one sample in a count over the whole batch; a count that the batch does
  /// not divide does not depend on it.
  func share(_ number: Int) -> Int { number % count == 0 ? number / count : number }
}
