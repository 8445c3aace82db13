import {
  Avatar,
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { placeAs } from './place.ts';
import { useStage } from './stage.tsx';
import type { Person } from './tenancy.ts';
import { groupsOf, wayIn } from './who.ts';

/** Being somebody is one choice away, and says how that person comes in. */
export function PersonSwitcher() {
  const { tenancy, person, place, go } = useStage();
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className="whoButton" icon={<Face person={person} />}>
          <span className="who">
            <strong>
              <span className="unseen">You are </span>
              {person.name}
            </strong>
            <span>
              {person.role}, {wayIn(person)}
            </span>
          </span>
          <ChevronDownRegular aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuPopover className="people">
        <MenuList>
          {groupsOf(tenancy).map(({ name, people }) => (
            <MenuGroup key={name}>
              <MenuGroupHeader>{name}</MenuGroupHeader>
              {people.map((one) => (
                <MenuItem key={one.id} icon={<Face person={one} />} onClick={() => go(placeAs(one, place))}>
                  <span className="who">
                    <strong>
                      {one.name}
                      {one.id === person.id ? ' (you)' : ''}
                    </strong>
                    <span>
                      {one.role}, {wayIn(one)}
                    </span>
                  </span>
                </MenuItem>
              ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Initials, never a picture: everybody here is invented. */
export function Face({
  person,
  size = 28,
}: {
  readonly person: Pick<Person, 'name'>;
  readonly size?: 28 | 32 | 64;
}) {
  return <Avatar name={person.name} size={size} color="neutral" aria-hidden />;
}
