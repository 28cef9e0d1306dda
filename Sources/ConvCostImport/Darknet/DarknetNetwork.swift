import ConvCostCore
import ConvCostText

/// Builds the tree of a Darknet file, layer by layer. Layers are numbered from zero after `[net]`;
/// later ones read their results by these numbers, or by how far back they are.
struct DarknetNetwork {
  private var blobs: BlobNetwork
  /// The names of the results of the layers so far.
  private var results: [String] = []
  /// The result of the last layer, or the input.
  private(set) var current: Value
  /// The numbers of layers whose weights others share.
  private var owners: Set<Int> = []
  private(set) var notes = [Subject.Note("Format", "Darknet cfg")]
  /// How often each kind of layer is unknown.
  private var unknown = OperatorTally()

  /// The name of the input; names of layers end in numbers.
  private static let inputName = "input"
  /// The most notes of one file on layers that differ from what is usual.
  private static let mostNotes = 16
  /// Starts a network.
  ///
  /// - Parameter layers: all layers, in which those are looked up whose weights are shared.
  init(input: Shape, layers: [DarknetSection]) {
    blobs = BlobNetwork(inputs: [(Self.inputName, input)])
    current = Value(name: Self.inputName, shape: input)
    for (index, layer) in layers.enumerated() {
      if let owner = Self.owner(of: layer, at: index) { owners.insert(owner) }
    }
  }

  /// Adds a layer.
  ///
  /// - Throws: `DarknetError` for a layer that cannot work.
  mutating func append(_ section: DarknetSection) throws(DarknetError) {
    let index = results.count
    let name = "\(section.name)\(index)"
    let steps: [Step]
    do throws(OperatorProblem) {
      steps = try self.steps(of: section)
    } catch {
      throw .layer(line: section.line, name: name, problem: error)
    }
    let owner =
      Self.owner(of: section, at: index) ?? (owners.contains(index) ? index : nil)
    for (place, step) in steps.enumerated() {
      let isLast = place == steps.count - 1
      // A step before the last one has a result that only the next one reads.
      let gives = isLast ? name : "\(name) \(place)"
      let reads = step.reads.map { $0 ?? "\(name) \(place - 1)" }
      do throws(BlobError) {
        try blobs.append(
          step.work, named: step.name ?? name, type: section.name, reading: reads,
          giving: [gives], sharing: place == 0 ? owner.map { "weights of layer \($0)" } : nil)
      } catch {
        throw .network(line: section.line, error)
      }
    }
    results.append(name)
    current = Value(name: name, shape: blobs.shape(of: name) ?? current.shape)
  }

  /// Returns the network.
  ///
  /// - Throws: `DarknetError` for a file without layers.
  func finished() throws(DarknetError) -> Network {
    do throws(BlobError) {
      var network = try blobs.network()
      network.subject.notes = notes
      if !unknown.counts.isEmpty {
        network.subject.notes.append(Subject.Note("Unknown", "\(unknown.text), not counted"))
      }
      return network
    } catch {
      throw .whole(error)
    }
  }

  /// Returns the layer whose weights a layer uses; nil for one with weights of its own.
  private static func owner(of section: DarknetSection, at index: Int) -> Int? {
    guard ["convolutional", "conv"].contains(section.name),
      let share = try? section.integer("share_index")
    else { return nil }
    let number = share.clamped(to: -BlobNetwork.mostLayers...BlobNetwork.mostLayers)
    let owner = number >= 0 ? number : index + number
    return (0..<index).contains(owner) ? owner : nil
  }
}

extension DarknetNetwork {
  /// A part of a layer's work: what it reads by name, or nil for the step before it.
  struct Step {
    var work: BlobNetwork.Work
    var reads: [String?]
    /// The step's name, if it is not the layer's.
    var name: String?
  }

  /// The name and the shape of a value.
  struct Value {
    var name: String
    var shape: Shape
  }

  /// The number that the next layer has.
  var index: Int { results.count }

  /// Returns the result of a layer, by its number, or by how far back it is if negative.
  func result(_ number: RawInteger, key: String) throws(OperatorProblem) -> Value {
    let number = number.clamped(to: -BlobNetwork.mostLayers...BlobNetwork.mostLayers)
    let place = number < 0 ? results.count + number : number
    guard results.indices.contains(place), let shape = blobs.shape(of: results[place]) else {
      throw .other(
        "\(key): layer \(number) is not an earlier layer"
          + (results.isEmpty
            ? "" : ", expected 0 to \(results.count - 1) or -1 to -\(results.count)"))
    }
    return Value(name: results[place], shape: shape)
  }

  /// Returns the results that a key lists.
  func results(_ key: String, of section: DarknetSection) throws(OperatorProblem) -> [Value] {
    var values: [Value] = []
    for number in try section.integers(key) ?? [] {
      values.append(try result(number, key: key))
    }
    guard !values.isEmpty else { throw .other("\(key) is missing, expected numbers of layers") }
    return values
  }

  /// Says something of a layer.
  mutating func note(_ label: String, _ text: String) {
    guard notes.count < Self.mostNotes else { return }
    notes.append(Subject.Note(label, text))
  }

  /// Notes a layer of an unknown kind.
  mutating func noteUnknown(_ kind: String) { unknown.add(kind) }
}
