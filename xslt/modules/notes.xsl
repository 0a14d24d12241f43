<?xml version="1.0" encoding="UTF-8"?>
<!-- Which notes have a mark, what the mark says, and where it stands: one answer for page and print. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:key name="pointing" match="tei:ref[starts-with(@target, '#')] | tei:ptr[starts-with(@target, '#')]"
           use="tokenize(@target) ! substring(., 2)"/>

  <!-- A note in one of these is a field of a record, not a remark on a running text. -->
  <xsl:variable name="records-with-notes" as="map(xs:string, xs:boolean)" select="f:set(
    'bibl biblStruct biblFull monogr analytic series imprint person place org object event relation gap app rdgGrp respStmt entry sense
     form etym correspDesc notesStmt castItem listBibl listPerson listPlace listOrg listEvent relatedItem msItem state trait
     personGrp witness category valItem remarks nym interp listApp choice')"/>

  <!-- The element at which a note that only points there has its mark: what it points at where that ends a paragraph or stands in a
       line, else its heading or its last line. -->
  <xsl:function name="f:pointed-at" as="element()?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="pointer" as="attribute()?" select="$note/(@target, @corresp)[1][starts-with(., '#')]"/>
    <xsl:sequence select="
      if (empty($pointer)) then ()
      else key('id', substring(tokenize($pointer)[1], 2), root($note))[not(ancestor-or-self::tei:note)][ancestor::tei:text][1] ! f:mark-holder(.)"/>
  </xsl:function>

  <xsl:function name="f:mark-holder" as="element()?">
    <xsl:param name="target" as="element()"/>
    <xsl:sequence select="
      if ($target/(self::tei:p | self::tei:ab | self::tei:l | self::tei:seg | self::tei:head | self::tei:anchor)) then $target
      else if ($points(local-name($target))) then ()
      else if (not(f:is-block($target))) then $target[normalize-space()]
      else ($target/tei:head[1], $target/(self::tei:lg | self::tei:sp)/descendant::*[self::tei:l or self::tei:p][last()])[1]"/>
  </xsl:function>

  <!-- Of each element at which notes have their marks that stand elsewhere, these notes. -->
  <xsl:variable name="annotated" as="map(xs:string, array(element(tei:note)))">
    <xsl:map>
      <xsl:for-each-group select="/descendant::tei:note[starts-with(@target, '#') or starts-with(@corresp, '#')]" group-by="f:pointed-at(.) ! generate-id(.)">
        <xsl:map-entry key="current-grouping-key()" select="array { current-group() }"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="f:has-mark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note-marks(generate-id($note)))"/>
  </xsl:function>

  <xsl:function name="f:is-remark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="
      if (f:is-stray($note)) then true()
      else if (exists(f:pointed-at($note))) then true()
      else if ($records-with-notes(local-name($note/..)) = true() or $note/ancestor::tei:msDesc or $note/@place = 'inline') then false()
      else if (f:holds-blocks($note/..)) then exists($note/@place) and empty(key('pointing', string($note/@xml:id), root($note)))
      else true()"/>
  </xsl:function>

  <!-- A note that stands in a list of notes at the end, and nobody says where it belongs. -->
  <xsl:function name="f:is-stray" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note/ancestor::tei:div[@type = 'notes']/parent::tei:back)
      and empty(key('pointing', string($note/@xml:id), root($note)))"/>
  </xsl:function>

  <!-- The title's notes count where the title is shown, which is where there is no title page. -->
  <xsl:function name="f:remarks" as="element(tei:note)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="title" as="element(tei:note)*" select="
      if ($article/tei:text/tei:front/tei:titlePage) then () else $article/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title//tei:note"/>
    <xsl:sequence select="$title, f:as-marked(($article/tei:text//tei:note, $article/(tei:sourceDoc | tei:standOff)//tei:note[f:pointed-at(.)])[f:is-remark(.)])"/>
  </xsl:function>

  <!-- Notes in the order of their marks, which may stand elsewhere: behind the last of what they speak of. -->
  <xsl:function name="f:as-marked" as="element(tei:note)*">
    <xsl:param name="notes" as="element(tei:note)*"/>
    <xsl:choose>
      <xsl:when test="map:size($annotated) eq 0"><xsl:sequence select="$notes"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="at" as="map(xs:string, element(tei:note)*)" select="map:merge(
          $notes ! map { generate-id(f:marked-behind(.)): . }, map { 'duplicates': 'combine' })"/>
        <xsl:sequence select="($notes ! f:marked-behind(.))/. ! $at(generate-id(.))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:marked-behind" as="node()">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="(f:pointed-at($note)/(descendant::node()[last()], .)[1], $note)[1]"/>
  </xsl:function>

  <!-- A series has its own numbers: the author's notes and the editor's, say. -->
  <xsl:function name="f:series-of" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="string($note/@type)"/>
  </xsl:function>

  <!-- The number is @n as printed, else the place among the notes of its series; a second series counts in letters. -->
  <xsl:variable name="note-marks" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="/descendant-or-self::tei:TEI">
        <xsl:for-each-group select="f:remarks(.)" group-by="f:series-of(.)">
          <xsl:variable name="numbering" as="xs:string" select="if (position() eq 1) then '1' else 'a'"/>
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="generate-id(.)" select="(normalize-space(@n)[. ne ''], format-integer(position(), $numbering))[1]"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="f:mark" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="string(($note-marks(generate-id($note)), normalize-space($note/@n))[. ne ''][1])"/>
  </xsl:function>

  <!-- Marks side by side need something between them, or 8 and 9 would read 89. -->
  <xsl:function name="f:follows-mark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="holder" as="element()?" select="f:pointed-at($note)"/>
    <xsl:variable name="before" as="node()?" select="
      if (empty($holder)) then $note/preceding-sibling::node()[not(self::text()[not(normalize-space())])][1]
      else ($holder/node()[not(self::text()[not(normalize-space())])][last()], $holder[self::tei:anchor]/preceding-sibling::node()[1])[1]"/>
    <xsl:sequence select="
      exists($holder) and not($note is f:notes-on($holder)[1])
      or exists($before/self::tei:note[f:has-mark(.)][empty(f:pointed-at(.))])
      or exists($before/self::*) and exists(f:notes-on($before))"/>
  </xsl:function>

  <!-- The notes that stand elsewhere and have their marks here. -->
  <xsl:function name="f:notes-on" as="element(tei:note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (map:size($annotated) eq 0) then () else $annotated(generate-id($element))?*"/>
  </xsl:function>

  <!-- Words in a line that notes point at: their marks follow them. -->
  <xsl:function name="f:is-noted-phrase" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($annotated, generate-id($element)) and not($element/(self::tei:p | self::tei:ab | self::tei:l | self::tei:head | self::tei:anchor))"/>
  </xsl:function>
</xsl:stylesheet>
