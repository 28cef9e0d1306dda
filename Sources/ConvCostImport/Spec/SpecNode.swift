import ConvCostJSON

/// A part of a spec file to be written.
typealias SpecNode = JSONNode
