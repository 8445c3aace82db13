import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  tile: {
    ...typographyStyles.caption1Strong,
    flexShrink: 0,
    display: 'inline-grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
});

/** A child's initials, beside the name they are said by. */
export function ChildTile({ initials }: { readonly initials: string }) {
  const styles = useStyles();
  return (
    <span className={styles.tile} aria-hidden="true">
      {initials}
    </span>
  );
}
