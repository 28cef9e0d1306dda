/// The role of a constant's numbers for the operator that reads it.
enum ParameterRole {
  case weight, bias, normalization, buffer
}
