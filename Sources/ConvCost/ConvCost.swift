// The module that programs import: everything that its parts make public.

@_exported public import ConvCostCore
@_exported public import ConvCostImport
@_exported public import ConvCostReports
@_exported public import ConvCostZoo
