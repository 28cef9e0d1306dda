import ConvCostCore
import ConvCostJSON

extension SpecWriter {
  /// Returns a level of the tree as a block of the literature, where it is exactly one.
  ///
  /// What the block would have been made with is read off its parts; only what gives the very same tree
  /// counts.
  static func block(_ layer: Layer, _ scope: Layer.Scope, _ body: [Layer]) -> [Member]? {
    let parts = BlockParts(body)
    let candidates: [(block: any Block, members: [Member])] =
      switch scope.type {
      case ConvNorm.typeName: convNorm(parts)
      case NamedConv.typeName: convUnit(parts)
      case BasicBlock.typeName: basicBlocks(parts)
      case Bottleneck.typeName: bottlenecks(parts)
      case InceptionModule.typeName: inceptions(parts) + inceptionsV3(parts)
      case DenseBlock.typeName: denseBlock(parts, depth: body.count)
      case DenseLayer.typeName: denseLayer(parts)
      case Transition.typeName:
        parts.channels(0).map { [(Transition($0), [("transition", .number($0))])] } ?? []
      case Fire.typeName: fire(parts)
      case SqueezeExcite.typeName: squeezeExcite(parts)
      case InvertedResidual.typeName: invertedResiduals(parts)
      case FusedInvertedResidual.typeName: fused(parts)
      case DepthwiseSeparable.typeName: separable(parts)
      case Factorized.typeName: factorized(parts)
      case AuxiliaryHead.typeName: auxiliaryHead(parts, body)
      default: []
      }
    return candidates.first { $0.block.layer == layer }?.members
  }

  private typealias Candidates = [(block: any Block, members: [Member])]

  private static func convNorm(_ parts: BlockParts) -> Candidates {
    guard let convolution = parts.convolutions.first, let norm = parts.norms.first else {
      return []
    }
    return [
      (
        ConvNorm(convolution, norm: norm, activation: parts.activation(0)),
        members("convNorm", convolution, padding: .half, bias: false)
          + self.norm(norm, usual: BatchNorm()) + activation(parts.activation(0), usual: .relu)
      )
    ]
  }

  private static func convUnit(_ parts: BlockParts) -> Candidates {
    guard let convolution = parts.convolutions.first else { return [] }
    let norm = parts.norms.first
    return [
      (
        NamedConv(convolution, norm: norm),
        members("convUnit", convolution, bias: norm == nil) + self.norm(norm, usual: BatchNorm())
      )
    ]
  }

  private static let shortcuts: [(ShortcutOption?, [Member])] = [
    (.b, []), (.a, [("shortcut", .text("A"))]), (.c, [("shortcut", .text("C"))]),
    (nil, [("shortcut", .null)]),
  ]

  private static func optional(_ key: String, _ number: Int?, usual: Int? = nil) -> [Member] {
    number == usual ? [] : [(key, number.map(SpecNode.number) ?? .null)]
  }

  private static func basicBlocks(_ parts: BlockParts) -> Candidates {
    guard let width = parts.channels(0) else { return [] }
    let stride = parts.stride(0)
    let squeeze = parts.channels(2)
    return shortcuts.map { shortcut, members in
      (
        BasicBlock(width: width, stride: stride, shortcut: shortcut, squeeze: squeeze),
        [("basicBlock", .number(width))] + optional("stride", stride, usual: 1) + members
          + optional("squeeze", squeeze)
      )
    }
  }

  private static func bottlenecks(_ parts: BlockParts) -> Candidates {
    guard let inner = parts.channels(0), let output = parts.channels(2),
      case .grouped(_, let groups) = parts.convolutions[1].filters
    else { return [] }
    let width = output / Bottleneck.expansion
    let placement: Bottleneck.StridePlacement = parts.stride(0) > 1 ? .first1x1 : .middle3x3
    let stride = max(parts.stride(0), parts.stride(1))
    let dilation = parts.convolutions[1].window.dilation.height
    let bias = parts.convolutions[0].bias
    return shortcuts.map { shortcut, members in
      (
        Bottleneck(
          width: width, inner: inner, groups: groups, stride: stride, placement: placement,
          dilation: dilation, shortcut: shortcut, squeeze: parts.channels(3), bias: bias),
        [("bottleneck", .number(width))] + optional("inner", inner, usual: width)
          + optional("groups", groups, usual: 1) + optional("stride", stride, usual: 1)
          + (placement == .first1x1 ? [("strideAt", .text(placement.rawValue))] : [])
          + optional("dilation", dilation, usual: 1) + members
          + optional("squeeze", parts.channels(3)) + (bias ? [("bias", .flag(true))] : [])
      )
    }
  }

  private static func inceptions(_ parts: BlockParts) -> Candidates {
    let numbers = parts.convolutions.indices.compactMap(parts.channels)
    var module: InceptionModule
    switch numbers.count {
    case 3: module = InceptionModule(naive: numbers[0], numbers[1], numbers[2])
    case 6:
      module = InceptionModule(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    default: return []
    }
    module.fiveKernel = parts.convolutions[numbers.count == 3 ? 2 : 4].window.kernel.height
    module.norm = parts.norms.first
    return [
      (
        module,
        [("inception", .list(numbers.map(SpecNode.number)))]
          + optional("fiveKernel", module.fiveKernel, usual: 5) + norm(module.norm, usual: nil)
      )
    ]
  }

  private static func inceptionsV3(_ parts: BlockParts) -> Candidates {
    guard let norm = parts.norms.first, let last = parts.channels(parts.convolutions.count - 1),
      let second = parts.channels(1)
    else { return [] }
    let kinds: [(String, InceptionV3Module.Kind, [Member])] = [
      ("a", .a(pool: last), [("pool", .number(last))]), ("b", .b, []),
      ("c", .c(channels: second), [("channels", .number(second))]), ("d", .d, []), ("e", .e, []),
    ]
    return kinds.map { letter, kind, members in
      (
        InceptionV3Module(kind, norm: norm),
        [("inceptionV3", .text(letter))] + members + self.norm(norm, usual: BatchNorm())
      )
    }
  }

  private static func denseBlock(_ parts: BlockParts, depth: Int) -> Candidates {
    guard depth > 0, let growth = parts.channels(parts.convolutions.count - 1) else { return [] }
    let bottleneck =
      parts.convolutions.count == 2 * depth ? parts.channels(0).map { $0 / growth } : nil
    return [
      (
        DenseBlock(depth: depth, growth: growth, bottleneck: bottleneck),
        [("denseBlock", .number(depth)), ("growth", .number(growth))]
          + optional("bottleneck", bottleneck, usual: 4)
      )
    ]
  }

  private static func denseLayer(_ parts: BlockParts) -> Candidates {
    guard let growth = parts.channels(parts.convolutions.count - 1) else { return [] }
    let bottleneck = parts.convolutions.count == 2 ? parts.channels(0).map { $0 / growth } : nil
    return [
      (
        DenseLayer(growth: growth, bottleneck: bottleneck),
        [("denseLayer", .number(growth))] + optional("bottleneck", bottleneck, usual: 4)
      )
    ]
  }

  private static func fire(_ parts: BlockParts) -> Candidates {
    guard let squeeze = parts.channels(0), let expand = parts.channels(1) else { return [] }
    return [
      (
        Fire(squeeze: squeeze, expand: expand),
        [("fire", .number(squeeze)), ("expand", .number(expand))]
      )
    ]
  }

  private static func squeezeExcite(_ parts: BlockParts) -> Candidates {
    guard let squeeze = parts.channels(0), let channels = parts.channels(1),
      let first = parts.activation(0), let gate = parts.activation(1)
    else { return [] }
    return [
      (
        SqueezeExcite(channels, squeeze: squeeze, activation: first, gate: gate),
        [("squeezeExcite", .number(channels)), ("squeeze", .number(squeeze))]
          + activation(first, usual: .relu) + activation(gate, usual: .sigmoid, "gate")
      )
    ]
  }

  private static func invertedResiduals(_ parts: BlockParts) -> Candidates {
    let count = parts.convolutions.count
    guard count >= 2, let channels = parts.channels(count - 1), let activation = parts.activation(0)
    else { return [] }
    let expands = parts.channels(0) != nil
    let filter = expands ? 1 : 0
    let hasSqueeze = count == filter + 4
    let expanded = parts.channels(expands ? 0 : filter + 2) ?? channels
    let window = parts.convolutions[filter].window
    var squeeze: InvertedResidual.Squeeze?
    if hasSqueeze, let inner = parts.channels(filter + 1),
      let first = parts.activation(filter + 1), let gate = parts.activation(filter + 2)
    {
      squeeze = InvertedResidual.Squeeze(inner, activation: first, gate: gate)
    }
    let dilation = window.dilation.height
    // The convolution of a dilated block has no stride, but the block may.
    let strides = dilation == 1 ? [window.stride.height] : [1, 2]
    return [InvertedResidual.Naming.block, .conv].flatMap { naming in
      strides.map { stride in
        var block = InvertedResidual(
          input: expanded, channels, expanded: expanded, kernel: window.kernel.height,
          stride: stride, dilation: dilation, squeeze: squeeze, activation: activation,
          naming: naming, stochasticDepth: parts.hasStochasticDepth)
        block.expands = expands
        var members: [Member] = [("invertedResidual", .number(channels))]
        members += optional("expanded", expanded, usual: channels)
        if !expands { members.append(("expands", .flag(false))) }
        members += optional("kernel", window.kernel.height, usual: 3)
        members += optional("stride", stride, usual: 1)
        members += optional("dilation", dilation, usual: 1)
        if let squeeze {
          members.append(("squeeze", .number(squeeze.channels)))
          members += self.activation(squeeze.activation, usual: .silu, "squeezeActivation")
          members += self.activation(squeeze.gate, usual: .sigmoid, "squeezeGate")
        }
        members += self.activation(activation, usual: .relu6)
        if naming == .conv { members.append(("naming", .text("conv"))) }
        members += stochasticDepth(parts)
        return (block, members)
      }
    }
  }

  private static func stochasticDepth(_ parts: BlockParts) -> [Member] {
    parts.hasStochasticDepth ? [("stochasticDepth", .flag(true))] : []
  }

  private static func fused(_ parts: BlockParts) -> Candidates {
    let expands = parts.convolutions.count == 2
    guard let expanded = parts.channels(0), let channels = parts.channels(expands ? 1 : 0) else {
      return []
    }
    var block = FusedInvertedResidual(
      input: 1, channels, expand: 1, stride: parts.stride(0),
      stochasticDepth: parts.hasStochasticDepth)
    block.expanded = expanded
    block.expands = expands
    return [
      (
        block,
        [("fusedInvertedResidual", .number(channels))]
          + (expands ? [("expanded", .number(expanded))] : [])
          + optional("stride", block.stride, usual: 1) + stochasticDepth(parts)
      )
    ]
  }

  private static func separable(_ parts: BlockParts) -> Candidates {
    guard let channels = parts.channels(1) else { return [] }
    let window = parts.convolutions[0].window
    let function = parts.activation(0)
    return [
      (
        DepthwiseSeparable(
          channels, kernel: window.kernel, stride: window.stride, activation: function),
        [("separable", .number(channels))]
          + (window.kernel == 3 ? [] : [("kernel", node(window.kernel))])
          + (window.stride == 1 ? [] : [("stride", node(window.stride))])
          + activation(function, usual: .relu)
      )
    ]
  }

  private static func factorized(_ parts: BlockParts) -> Candidates {
    guard let channels = parts.channels(0) else { return [] }
    let function = parts.activation(0)
    let forms: [(Factorized.Form, Int, String)] = [
      (.asymmetric, parts.convolutions[0].window.kernel.width, "asymmetric"),
      (.stacked3x3, 2 * parts.convolutions.count + 1, "stacked3x3"),
    ]
    return forms.filter { $0.1 >= 3 && $0.1 % 2 == 1 }.map { form, kernel, name in
      (
        Factorized(channels, kernel: kernel, into: form, activation: function),
        [("factorized", .number(channels)), ("kernel", .number(kernel)), ("into", .text(name))]
          + activation(function, usual: .relu)
      )
    }
  }

  private static func auxiliaryHead(_ parts: BlockParts, _ body: [Layer]) -> Candidates {
    guard let pool = body.first, let classes = parts.linears.last?.features else { return [] }
    let usual = AuxiliaryHead(classes: classes).pool
    return [
      (
        AuxiliaryHead(classes: classes, pool: pool, norm: parts.norms.first),
        [("auxiliaryHead", .number(classes))] + (pool == usual ? [] : [("pool", node(pool))])
          + norm(parts.norms.first, usual: nil)
      )
    ]
  }
}
