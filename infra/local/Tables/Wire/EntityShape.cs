// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Wire;

/// <summary>The stored members of a caller's entity class, found once for each class.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private readonly Dictionary<string, Member> byName;

    private EntityShape(Type type)
    {
        Members =
        [
            .. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
                .Where(IsStored)
                .Select(member => new Member(member))
                .Where(member => !IsSystemName(member.Name)),
        ];
        byName = Members.ToDictionary(member => member.Name);
    }

    public Member[] Members { get; }

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static type => new EntityShape(type));

    public Member? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Keys, version and time, which every entity has through <see cref="ITableEntity"/>.</summary>
    public static bool IsSystemName(string name) => name.Length switch
    {
        4 => name == nameof(ITableEntity.ETag),
        6 => name == TableEntity.RowKeyName,
        9 => name == TableEntity.TimestampName,
        10 => name == TableEntity.ETagName,
        12 => name == TableEntity.PartitionKeyName,
        _ => false,
    };

    private static bool IsStored(MemberInfo member) =>
        !member.IsDefined(typeof(IgnoreDataMemberAttribute))
        && member is FieldInfo or PropertyInfo
        && (member is not PropertyInfo property || property.GetIndexParameters().Length == 0);

    /// <summary>A stored property or field: its name in the table, its type without Nullable, its value.</summary>
    internal sealed class Member
    {
        private readonly PropertyInfo? property;
        private readonly FieldInfo? variable;

        public Member(MemberInfo info)
        {
            property = info as PropertyInfo;
            variable = info as FieldInfo;
            Name = info.GetCustomAttribute<DataMemberAttribute>()?.Name ?? info.Name;
            Annotation = Name + Edm.Annotation;
            var declared = property?.PropertyType ?? variable!.FieldType;
            Type = Nullable.GetUnderlyingType(declared) ?? declared;
        }

        public string Name { get; }

        public string Annotation { get; }

        public Type Type { get; }

        public bool CanRead => property?.CanRead ?? true;

        public bool CanWrite => property?.CanWrite ?? !variable!.IsInitOnly;

        public object? Get(object entity) => property != null ? property.GetValue(entity) : variable!.GetValue(entity);

        public void Set(object entity, object? value)
        {
            if (property != null)
                property.SetValue(entity, value);
            else
                variable!.SetValue(entity, value);
        }
    }
}
