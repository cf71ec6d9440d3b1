using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VideoIndex.Tests.Support;

/// <summary>The types and members of other assemblies that a built assembly names, read from its metadata without loading it.</summary>
internal static class AssemblyNames
{
    /// <summary><c>System.IO.File</c> for every type named and <c>System.DateTime.get_UtcNow</c> for every member called.</summary>
    public static IReadOnlySet<string> Read(string assemblyName)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assemblyName + ".dll"));
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences)
            names.Add(TypeName(metadata, handle));
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                names.Add($"{TypeName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}");
        }

        return names;
    }

    private static string TypeName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
