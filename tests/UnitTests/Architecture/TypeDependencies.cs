using System.Reflection;
using System.Reflection.Emit;

namespace Serverless.UnitTests.Architecture;

/// <summary>
/// What a compiled type names: in its signatures, fields, locals and instructions. Reads compiled code because sources can
/// name a type without writing its namespace.
/// </summary>
internal static class TypeDependencies
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The type and everything the compiler nested in it: lambdas, state machines, local types.</summary>
    internal static IEnumerable<Type> WithNested(Type type) => type.GetNestedTypes(Everything).SelectMany(WithNested).Prepend(type);

    /// <summary>Types and members that the type names, its own and nested ones left out.</summary>
    internal static IReadOnlySet<MemberInfo> Of(Type type)
    {
        var own = WithNested(type).ToHashSet();
        return own.SelectMany(Named)
            .SelectMany(member => member is Type named ? Unwrap(named) : Unwrap(member.DeclaringType).Append(member))
            .Where(member => !own.Contains(member as Type ?? member.DeclaringType ?? type))
            .ToHashSet();
    }

    private static IEnumerable<MemberInfo> Named(Type type)
    {
        IEnumerable<MemberInfo?> signatures =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(field => field.FieldType),
            .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        ];
        return signatures.OfType<MemberInfo>().Concat(type.GetMembers(Everything).OfType<MethodBase>().SelectMany(Named));
    }

    private static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        IEnumerable<Type> signature = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (method is MethodInfo { ReturnType: var answer })
        {
            signature = signature.Append(answer);
        }

        var body = method.GetMethodBody();
        return body is null
            ? signature
            : signature.Concat(body.LocalVariables.Select(local => local.LocalType)).Concat(Tokens(method, body));
    }

    private static IEnumerable<MemberInfo> Tokens(MethodBase method, MethodBody body)
    {
        var code = body.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length; )
        {
            var opCode = OpCodesByValue[code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at]];
            at += opCode.Size;
            if (
                opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
            )
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            }

            at += OperandSize(opCode, code, at);
        }
    }

    private static int OperandSize(OpCode opCode, byte[] code, int at) =>
        opCode.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
            _ => 4,
        };

    private static IEnumerable<Type> Unwrap(Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            yield break;
        }

        if (type.HasElementType)
        {
            foreach (var inner in Unwrap(type.GetElementType()))
            {
                yield return inner;
            }

            yield break;
        }

        yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        foreach (var argument in type.GenericTypeArguments.SelectMany(Unwrap))
        {
            yield return argument;
        }
    }
}
